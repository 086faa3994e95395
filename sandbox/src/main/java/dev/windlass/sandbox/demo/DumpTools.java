package dev.windlass.sandbox.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tools by which a PostgreSQL is dumped and restored. That of Maven Central brings none: they
 * are this machine's, where it has some.
 */
final class DumpTools {

  private static final List<String> NAMES = List.of("pg_dump", "pg_restore");
  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

  /** From this version on they begin with a setting that older servers refuse. */
  private static final int NEW_SETTING = 17;

  private DumpTools() {}

  /**
   * Why they do not serve here, and what would; empty where they do.
   *
   * @param server first number of its version
   */
  static Optional<String> lack(int server) {
    return NAMES.stream().flatMap(name -> lack(name, version(name), server).stream()).findFirst();
  }

  /**
   * The same for one of them.
   *
   * @param said what it answers when it is asked for its version; empty where it is not there
   */
  static Optional<String> lack(String name, String said, int server) {
    Matcher version = VERSION.matcher(said);
    if (!version.find()) {
      return Optional.of(
          "%s is not installed here. Debian and Ubuntu: apt install postgresql-client (%s)"
              .formatted(name, fitting(server)));
    }
    int found = Integer.parseInt(version.group(1));
    boolean fits = found >= server && (server >= NEW_SETTING || found < NEW_SETTING);
    return fits
        ? Optional.empty()
        : Optional.of(
            "%s is of PostgreSQL %d; for the demo's %d it has to be %s"
                .formatted(name, found, server, fitting(server)));
  }

  private static String fitting(int server) {
    return server >= NEW_SETTING
        ? server + " or newer"
        : "version %d to %d".formatted(server, NEW_SETTING - 1);
  }

  private static String version(String name) {
    try {
      Process process = new ProcessBuilder(name, "--version").redirectErrorStream(true).start();
      try (InputStream output = process.getInputStream()) {
        return new String(output.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException notThere) {
      return "";
    }
  }
}

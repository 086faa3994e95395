package dev.windlass.stories;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Twenty values as awkward as people choose them, each marked. Where they live on the Windlass
 * worker's machine, and how an application can tell whether it got them whole.
 */
final class Planted {
  /** The database of MariaDB, that of PostgreSQL, a probe's token, one that no header can carry. */
  static final String DATABASE = "db-shop";

  static final String REPORT = "db-report";
  static final String TOKEN = "token";
  static final String BROKEN_TOKEN = "broken-token";
  static final String PASSPHRASE = "passphrase";

  private final Path folder;
  private final Map<String, String> values = new TreeMap<>();

  Planted(Path folder, String mark) {
    this.folder = folder;
    List<String> variables =
        List.of(
            "it's # \"quoted\" $HOME",
            "-----BEGIN KEY #-----\nAAAA#+/==\n-----END KEY #-----",
            "$(touch /srv/pwned)#",
            "`touch /srv/pwned`#;rm -rf /srv/none",
            "back\\slash\\n#\\",
            " leading and trailing # ",
            "pä$$wörd-#-ñ✓",
            "%s%n%d#%20+",
            "{release}{path}#{host}",
            "# is not a comment = # !history",
            "tab\tand # * ? [a-z] ~ & | <",
            "{\"json\": \"#\", \"a\": [1]}",
            "mysql://u:#@h/db?x=1&y=2",
            "# " + "0123456789".repeat(400),
            "two # lines\n'mixed' \"quotes\" #\n$VAR #");
    for (int i = 0; i < variables.size(); i++) {
      values.put("value-%02d".formatted(i + 1), variables.get(i).replace("#", mark));
    }
    values.put(DATABASE, "s'h\"o\\p " + mark);
    values.put(REPORT, "rep ört 'q' " + mark);
    values.put(TOKEN, mark + ".~+/=-_");
    values.put(BROKEN_TOKEN, "line one " + mark + "\nline two " + mark);
    values.put(PASSPHRASE, "pass 'phrase' \"" + mark + "\" $x ü");
  }

  int count() {
    return values.size();
  }

  String value(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  Path folder() {
    return folder;
  }

  /** As a literal of SQL, where a backslash means itself ({@code ''}) or escapes. */
  String literal(String name) {
    return "'" + value(name).replace("'", "''") + "'";
  }

  /** Writes each to a file of its own that only its owner can read. */
  void write() throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> one : values.entrySet()) {
      Path file = folder.resolve(one.getKey());
      Files.writeString(file, one.getValue());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  /** For {@code env} of the file. */
  String environment() {
    return variables().stream()
        .map(name -> "  %s: {secret: %s}\n".formatted(variable(name), name))
        .collect(Collectors.joining());
  }

  /** Variable and SHA-256 of its value, one a line. */
  String digests() {
    return variables().stream()
        .map(name -> variable(name) + " " + digest(name) + "\n")
        .collect(Collectors.joining());
  }

  String digest(String name) {
    try {
      byte[] bytes = value(name).getBytes(UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For {@code grants.secrets} of the Windlass worker: from files, the last by a command. */
  String sources() {
    return values.keySet().stream()
        .map(name ->
            "      %s: %s\n"
                .formatted(
                    name,
                    name.equals(TOKEN)
                        ? "{command: [cat, " + folder.resolve(name) + "]}"
                        : "{file: " + folder.resolve(name) + "}"))
        .collect(Collectors.joining());
  }

  private List<String> variables() {
    return values.keySet().stream().filter(name -> name.startsWith("value-")).toList();
  }

  private static String variable(String name) {
    return name.replace("value-", "VALUE_");
  }
}

package dev.windlass.activities.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ways down that a release brings: {@code U7__add_note.sql} takes back what {@code
 * V7__add_note.sql} did; only the version counts.
 *
 * @param directory of this machine, or null where none is declared
 * @param name of the directory in the release, for people
 */
record DownScripts(@Nullable Path directory, String name) implements WaysDown {

  private static final Pattern VERSIONED = Pattern.compile("(?:.*/)?V([0-9][0-9._]*)__(.+)\\.sql");

  @Override
  public boolean isNeeded(String script) {
    return VERSIONED.matcher(script).matches();
  }

  @Override
  public @Nullable Path of(String script) {
    Matcher parts = VERSIONED.matcher(script);
    if (directory == null || !parts.matches()) {
      return null;
    }
    String beginning = "U" + parts.group(1) + "__";
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(beginning))
          .filter(file -> file.getFileName().toString().endsWith(".sql"))
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String wanted(String script) {
    Matcher parts = VERSIONED.matcher(script);
    return parts.matches()
        ? name + "/U" + parts.group(1) + "__" + parts.group(2) + ".sql"
        : name + "/U…";
  }
}

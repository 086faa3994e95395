package dev.windlass.workflows.migration.safety;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database server's version as far as rules depend on it. */
public record ServerVersion(int major, int minor) implements Comparable<ServerVersion> {

  private static final Comparator<ServerVersion> ORDER =
      Comparator.comparingInt(ServerVersion::major).thenComparingInt(ServerVersion::minor);
  private static final Pattern FORM = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4}))?.*");

  /**
   * From what the server says, e.g. {@code 15.4 (Debian 15.4-1)}, {@code 10.11.6-MariaDB}.
   *
   * @throws IllegalArgumentException when it does not begin with a number
   */
  public static ServerVersion parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a server's version: found \"%s\", expected it to begin with major.minor, e.g. 10.11; give the version that the server itself says"
              .formatted(text));
    }
    String minor = parts.group(2);
    return new ServerVersion(
        Integer.parseInt(parts.group(1)), minor == null ? 0 : Integer.parseInt(minor));
  }

  @Override
  public int compareTo(ServerVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}

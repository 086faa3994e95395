package dev.windlass.workflows.backup;

import java.util.regex.Pattern;

/** What the parts of a store's address must look like. */
final class StorePath {

  /** No %, ? and #, which an address would read as something else, and nothing invisible. */
  private static final Pattern SEGMENT = Pattern.compile("[^\\s\\p{Cntrl}/%?#\\\\]+");

  private StorePath() {}

  static void requireAbsolute(String path) {
    if (!path.startsWith("/")) {
      throw refused(path, "is not absolute");
    }
    if (path.equals("/")) {
      return;
    }
    for (String segment : path.substring(1).split("/", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        throw refused(path, "has a " + segment);
      }
      if (!SEGMENT.matcher(segment).matches()) {
        throw refused(
            path, segment.isEmpty() ? "has an empty part" : "has a blank or one of % ? # \\");
      }
    }
  }

  private static IllegalArgumentException refused(String path, String what) {
    return new IllegalArgumentException(
        "store path %s %s; expected one such as /var/backups/shop".formatted(path, what));
  }

  static void require(Pattern form, String found, String what, String expected) {
    if (!form.matcher(found).matches()) {
      throw new IllegalArgumentException("%s: %s, expected %s".formatted(what, found, expected));
    }
  }
}

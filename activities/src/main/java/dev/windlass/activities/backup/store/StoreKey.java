package dev.windlass.activities.backup.store;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names an object: {@code application/environment/backup/file}. Each part has up to 200 of these:
 * letters and digits of ASCII, blanks, and {@code . _ - + = @ , ~ % ( ) ' & # : !}. It begins with
 * a letter or digit and doesn't end with a blank: so it is the same name in every store, and a
 * temporary name, which begins with a dot, is never a key.
 */
public record StoreKey(String application, String environment, String backup, String file)
    implements Comparable<StoreKey> {

  private static final Pattern PART =
      Pattern.compile(
          "[A-Za-z0-9]([A-Za-z0-9 ._+=@,~%()'&#:!-]{0,198}[A-Za-z0-9._+=@,~%()'&#:!-])?");
  private static final int PARTS = 4;

  public StoreKey {
    require("application", application);
    require("environment", environment);
    require("backup", backup);
    require("file", file);
  }

  private static void require(String what, String found) {
    if (!isPart(found)) {
      throw new IllegalArgumentException(
          "%s '%s' in a store's key: expected 1 to 200 of A-Z a-z 0-9 blank . _ - + = @ , ~ %% ( ) ' & # : !, beginning with a letter or digit"
              .formatted(what, found));
    }
  }

  static boolean isPart(String name) {
    return PART.matcher(name).matches();
  }

  /** The key that has this text; none when it isn't one. */
  public static Optional<StoreKey> read(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    for (String part : parts) {
      if (!isPart(part)) {
        return Optional.empty();
      }
    }
    return Optional.of(new StoreKey(parts[0], parts[1], parts[2], parts[3]));
  }

  /** {@code application/environment/backup}: what one backup's objects have in common. */
  public String folder() {
    return application + "/" + environment + "/" + backup;
  }

  /** The whole key. */
  public String text() {
    return folder() + "/" + file;
  }

  @Override
  public int compareTo(StoreKey other) {
    return Comparator.comparing(StoreKey::text).compare(this, other);
  }

  @Override
  public String toString() {
    return text();
  }
}

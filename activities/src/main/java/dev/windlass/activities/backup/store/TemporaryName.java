package dev.windlass.activities.backup.store;

import java.util.UUID;
import java.util.regex.Pattern;

/** What a file is called while it is written: no key begins with a dot. */
final class TemporaryName {

  private static final Pattern FORM = Pattern.compile("\\..+\\.part-[0-9a-f-]{36}");

  private TemporaryName() {}

  static String of(StoreKey key) {
    return "." + key.file() + ".part-" + UUID.randomUUID();
  }

  static boolean isOne(String name) {
    return FORM.matcher(name).matches();
  }
}

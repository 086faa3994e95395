package dev.windlass.activities.fleet;

import java.nio.charset.StandardCharsets;

/** Texts that enter histories: their end, at most 1 KB. */
final class Texts {

  private static final int MOST = 1024;

  private Texts() {}

  static String brief(String text) {
    String stripped = text.strip();
    int from = 0;
    while (stripped.substring(from).getBytes(StandardCharsets.UTF_8).length > MOST) {
      from += Math.max(1, (stripped.length() - from - MOST / 4) / 2);
    }
    return stripped.substring(from);
  }
}

package dev.windlass.activities.ssh.jsch;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A line that a command prints first of all, on both streams: what came before it is the noise of a
 * login's start-up files. Looks for the line in the bytes that it is shown.
 */
final class Mark {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] line;
  private int matched;

  private Mark(byte[] line) {
    this.line = line;
  }

  /** A word that nobody else says. */
  static String word() {
    byte[] bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    return "@" + HexFormat.of().formatHex(bytes);
  }

  /** Looks for the line that consists of this word. */
  static Mark of(String word) {
    return new Mark((word + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** Shows the next byte; only until the mark is passed. */
  void show(int next) {
    // The word can't begin inside itself: only its first character is an @.
    matched = next == line[matched] ? matched + 1 : next == line[0] ? 1 : 0;
  }

  boolean isPassed() {
    return matched == line.length;
  }
}

package dev.windlass.activities.ssh.job;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A word that nobody else says on a channel. */
final class Mark {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Mark() {}

  static String next() {
    byte[] bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    return "@" + HexFormat.of().formatHex(bytes);
  }
}

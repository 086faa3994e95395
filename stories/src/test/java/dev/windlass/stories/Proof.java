package dev.windlass.stories;

import java.time.Duration;
import java.util.Random;

/**
 * What a story does more of when {@code bin/prove} runs it: it asks for its sizes here, and prints
 * what it measured as lines that {@code bin/prove} keeps beside the bounds.
 */
final class Proof {
  private static final boolean FULL = "full".equals(System.getProperty("windlass.prove"));

  private Proof() {}

  /** How many: the first number in every build, the second to prove. */
  static int size(int small, int full) {
    return FULL ? full : small;
  }

  /** The longest a thing may take: a busy machine's patience in every build, the bound to prove. */
  static Duration bound(Duration patience, Duration bound) {
    return FULL ? bound : patience;
  }

  /**
   * When to strike: at once in every build; to prove, at a moment of this time that is another in
   * each round.
   */
  static Duration moment(Duration within) {
    long round = Long.getLong("windlass.prove.round", 1);
    return FULL
        ? Duration.ofMillis(new Random(round).nextInt((int) within.toMillis()))
        : Duration.ZERO;
  }

  /** Keeps what was measured; the story itself asserts the bound. */
  static void measured(String what, Object value, String bound) {
    System.out.printf("proof: %s | %s | %s%n", what, value, bound);
  }
}

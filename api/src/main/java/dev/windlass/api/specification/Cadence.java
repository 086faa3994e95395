package dev.windlass.api.specification;

import java.util.Locale;

/** When something recurs, as the file says it and as Temporal reads it. */
public final class Cadence {

  private Cadence() {}

  /**
   * Five fields of cron for {@code daily 02:15}, {@code weekly Sun 03:30}, or what is cron already.
   */
  public static String cron(String at) {
    String[] words = at.split(" ", -1);
    return switch (words[0]) {
      case "daily" -> "%s * * *".formatted(time(words[1]));
      case "weekly" -> "%s * * %s".formatted(time(words[2]), words[1].toUpperCase(Locale.ROOT));
      default -> at;
    };
  }

  /** Minute and hour, without leading zeros. */
  private static String time(String clock) {
    String[] parts = clock.split(":", -1);
    return Integer.parseInt(parts[1]) + " " + Integer.parseInt(parts[0]);
  }
}

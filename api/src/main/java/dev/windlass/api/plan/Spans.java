package dev.windlass.api.plan;

import java.time.Duration;

/** Durations as the file writes them, with spaces: {@code 1 h 30 m}. */
final class Spans {

  private Spans() {}

  static String text(Duration duration) {
    if (duration.isZero()) {
      return "0 s";
    }
    StringBuilder text = new StringBuilder();
    part(text, duration.toDays(), "d");
    part(text, duration.toHoursPart(), "h");
    part(text, duration.toMinutesPart(), "m");
    part(text, duration.toSecondsPart(), "s");
    part(text, duration.toMillisPart(), "ms");
    return text.toString();
  }

  private static void part(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(text.isEmpty() ? "" : " ").append(amount).append(' ').append(unit);
    }
  }
}

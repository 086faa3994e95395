package dev.windlass.workflows.contract;

import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;

/** What a failure or a length of time says, in one line. */
public final class Words {

  private Words() {}

  /** The innermost message that people can use. */
  public static String of(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ApplicationFailure application) {
        return application.getOriginalMessage();
      }
      if (at instanceof TimeoutFailure && at.getCause() == null) {
        return "gave up after its time limit: no worker or no answer";
      }
    }
    return String.valueOf(failure.getMessage());
  }

  /** A length of time that may be short: {@code 40 ms}, {@code 3.2 s}, {@code 2 m 3 s}. */
  public static String precise(Duration length) {
    long millis = length.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    return millis < 60_000 ? millis / 1000 + "." + millis % 1000 / 100 + " s" : of(length);
  }

  /** A length of time by its two largest parts, down to seconds: {@code 2 d 3 h}. */
  public static String of(Duration length) {
    long[] parts = {
      length.toDays(), length.toHoursPart(), length.toMinutesPart(), length.toSecondsPart()
    };
    String[] units = {"d", "h", "m", "s"};
    int first = 0;
    while (first < parts.length - 1 && parts[first] == 0) {
      first++;
    }
    int second = first + 1;
    String head = parts[first] + " " + units[first];
    return second < parts.length && parts[second] > 0
        ? head + " " + parts[second] + " " + units[second]
        : head;
  }
}

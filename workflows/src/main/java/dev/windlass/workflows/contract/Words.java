package dev.windlass.workflows.contract;

import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;

/** What a failure, or a length of time, says in one line. */
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

  /** {@code 3 d 4 h}, {@code 1 h 14 m}, {@code 2 m 10 s}, {@code 3.2 s}: two units at most. */
  public static String duration(Duration time) {
    if (time.toDays() > 0) {
      return time.toDays() + " d " + time.toHoursPart() + " h";
    }
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " m";
    }
    if (time.toMinutes() > 0) {
      return time.toMinutes() + " m " + time.toSecondsPart() + " s";
    }
    return "%d.%d s".formatted(time.toSeconds(), time.toMillisPart() / 100);
  }
}

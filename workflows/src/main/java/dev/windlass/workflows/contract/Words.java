package dev.windlass.workflows.contract;

import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;

/** What a failure says, in one line. */
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
}

package dev.windlass.workflows.contract;

import io.temporal.failure.ApplicationFailure;
import org.jspecify.annotations.Nullable;

/** The one place where a failure that crosses the engine is made or recognised. */
public final class Failures {

  private Failures() {}

  /** A failure of this type; the engine tries again only if the type allows it. */
  public static ApplicationFailure of(FailureType type, String message) {
    return of(type, message, null);
  }

  public static ApplicationFailure of(FailureType type, String message, @Nullable Throwable cause) {
    return ApplicationFailure.newBuilder()
        .setType(type.wireName())
        .setMessage(message)
        .setNonRetryable(!type.retryable())
        .setCause(cause)
        .build();
  }

  /** Whether this failure, or one that it wraps, is of the type. */
  public static boolean is(Throwable failure, FailureType type) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ApplicationFailure application
          && application.getType().equals(type.wireName())) {
        return true;
      }
    }
    return false;
  }
}

package dev.windlass.activities.engine;

import dev.windlass.activities.artifact.ArtifactMissingException;
import dev.windlass.activities.backup.store.StoreException;
import dev.windlass.activities.grant.NotGrantedException;
import dev.windlass.activities.ssh.RemoteHostException;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.TemporalFailure;
import java.util.function.Supplier;

/** The one place where exceptions of the hands become failures that the engine understands. */
public final class ActivityFailures {

  private ActivityFailures() {}

  /** Runs the work; what it throws comes out as a typed failure, or as the engine's own signal. */
  public static <R> R typed(Supplier<R> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw of(e);
    }
  }

  /** Retryable only where the same call can succeed without anybody changing anything. */
  public static RuntimeException of(RuntimeException e) {
    return switch (e) {
      case TemporalFailure typed -> typed;
      case ActivityCompletionException cancelled -> cancelled;
      case NotGrantedException asked -> Failures.of(FailureType.NOT_GRANTED, message(asked));
      case ArtifactMissingException gone -> Failures.of(FailureType.INVALID, message(gone));
      case RemoteHostException host ->
          Failures.of(
              host.isRetryable() ? FailureType.UNREACHABLE : FailureType.INVALID, message(host));
      case StoreException store ->
          Failures.of(
              store.isRetryable() ? FailureType.UNREACHABLE : FailureType.INVALID, message(store));
      case IllegalArgumentException input -> Failures.of(FailureType.INVALID, message(input));
      default -> Failures.of(FailureType.UNAVAILABLE, message(e), e);
    };
  }

  private static String message(RuntimeException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}

package dev.windlass.cli.render;

import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.deployment.Phase;
import org.jspecify.annotations.Nullable;

/** Exit codes: the same for every verb. */
public enum Exit {
  SUCCEEDED(0, "succeeded, or asked and answered"),
  FAILED(1, "an internal error, or a deployment that a person closed as failed"),
  USAGE(2, "bad usage, or a file that cannot be used"),
  REFUSED(3, "refused (lock, role, preflight, gate); nothing changed"),
  ROLLED_BACK(10, "rolled back"),
  ABORTED(11, "aborted"),
  NEEDS_ATTENTION(12, "needs attention: holding until somebody chooses");

  private final int code;
  private final String meaning;

  Exit(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  /** For help and documents. */
  public String meaning() {
    return meaning;
  }

  /** Of a run as it stands; null while it goes on by itself. */
  public static @Nullable Exit of(DeploymentStatus status) {
    if (status.outcome() != null) {
      return of(status.outcome());
    }
    return status.phase() == Phase.NEEDS_ATTENTION ? NEEDS_ATTENTION : null;
  }

  /** Of a run that has ended. */
  public static Exit of(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> SUCCEEDED;
      case REFUSED -> REFUSED;
      case ROLLED_BACK -> ROLLED_BACK;
      case ABORTED -> ABORTED;
      case FAILED -> FAILED;
    };
  }
}

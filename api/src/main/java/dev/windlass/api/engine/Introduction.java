package dev.windlass.api.engine;

import dev.windlass.workflows.deployment.DeploymentRequest;
import dev.windlass.workflows.plan.DeploymentPlan;
import java.util.Locale;

/**
 * What the Temporal UI shows of a run from its start to long after its end, also while no worker
 * runs.
 */
final class Introduction {

  private static final int HASH = 8;

  private Introduction() {}

  /** One line. */
  static String summary(DeploymentPlan plan) {
    return "%s of %s %s %s"
        .formatted(
            plan.kind().name().toLowerCase(Locale.ROOT),
            plan.application(),
            plan.environment(),
            plan.release().revision())
        .strip();
  }

  /** Markdown: what is known beforehand, and what can be said at any moment. */
  static String details(DeploymentRequest request) {
    DeploymentPlan plan = request.plan();
    String hash = request.planHash();
    return """
    Deployment `%s`, plan `%s`, strategy %s, %d hosts. Started by %s.

    - What happens now, and what can be signalled: *Current Details*. They need a worker of Windlass; without one they \
    can't be had, and nothing moves.
    - At any moment, also without a worker: More Actions → Send a Signal, `abort`, input `"why"`. It stops the run and \
    takes it back. *Request Cancellation* does the same.
    - Never *Terminate*: it undoes nothing and keeps no record.
    """
        .formatted(
            request.deployment(),
            hash.substring(0, Math.min(HASH, hash.length())),
            plan.strategy().word(),
            plan.hosts().size(),
            request.startedBy());
  }
}

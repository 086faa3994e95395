package dev.windlass.api.deployment;

import dev.windlass.api.deployment.Deployments.Silence;
import dev.windlass.store.ledger.DeploymentRow;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.deployment.Phase;
import dev.windlass.workflows.plan.PlanKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as it is shown.
 *
 * @param number 0 until the run was given one
 * @param phase null when the run does not answer
 * @param outcome null while it runs, and for ever when it was ended from outside
 * @param reason of phase or outcome, a sentence; or null
 * @param remark why something is not known, or what is tried again without end; or null
 * @param status everything the run said; null in lists and when it does not answer
 */
public record DeploymentView(
    String id,
    long number,
    String application,
    String environment,
    PlanKind kind,
    String planHash,
    String revision,
    @Nullable String release,
    String startedBy,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Phase phase,
    @Nullable Outcome outcome,
    @Nullable String reason,
    @Nullable String remark,
    Links links,
    @Nullable DeploymentStatus status) {

  /** What the run says. */
  static DeploymentView of(DeploymentStatus status, Links links) {
    var reason = status.reason();
    return new DeploymentView(
        status.deployment(),
        status.number(),
        status.application(),
        status.environment(),
        status.kind(),
        status.planHash(),
        status.revision(),
        status.release().isEmpty() ? null : status.release(),
        status.startedBy(),
        status.startedAt(),
        status.outcome() == null ? null : status.since(),
        status.phase(),
        status.outcome(),
        reason == null ? null : reason.sentence(),
        null,
        links,
        status);
  }

  /** What the ledger says. */
  static DeploymentView of(DeploymentRow row, Links links, @Nullable Silence silence) {
    return new DeploymentView(
        row.id(),
        row.number(),
        row.application(),
        row.environment(),
        row.kind(),
        row.planHash(),
        row.revision(),
        row.release(),
        row.startedBy(),
        row.startedAt(),
        row.endedAt(),
        row.outcome() != null || silence == Silence.ENDED ? Phase.ENDED : null,
        row.outcome(),
        row.reason(),
        silence == null ? null : silence.words(),
        links,
        null);
  }

  /** Whether nothing more will come. */
  public boolean isOver() {
    return outcome != null || phase == Phase.ENDED;
  }

  /** Without what only one that is looked at closely needs. */
  public DeploymentView brief() {
    return with(null);
  }

  /** With the status kept at the end. */
  DeploymentView with(@Nullable DeploymentStatus other) {
    return with(remark, other);
  }

  DeploymentView remarking(@Nullable String words) {
    return with(words, status);
  }

  private DeploymentView with(@Nullable String words, @Nullable DeploymentStatus other) {
    return new DeploymentView(
        id,
        number,
        application,
        environment,
        kind,
        planHash,
        revision,
        release,
        startedBy,
        startedAt,
        endedAt,
        phase,
        outcome,
        reason,
        words,
        links,
        other);
  }
}

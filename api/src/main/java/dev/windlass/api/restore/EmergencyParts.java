package dev.windlass.api.restore;

import dev.windlass.api.planning.PlanRequest;
import dev.windlass.api.planning.PlanRequest.Maintain;
import dev.windlass.api.planning.Planner;
import dev.windlass.api.problem.Refusal;
import dev.windlass.store.Store;
import dev.windlass.store.ledger.DeploymentFilter;
import dev.windlass.store.ledger.DeploymentRow;
import dev.windlass.store.ledger.Ledger;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.restore.Emergency;
import dev.windlass.workflows.restore.Guide;
import dev.windlass.workflows.restore.RestorePlan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Compiles what is done around a restore. */
@Component
public final class EmergencyParts {

  /** The release that was live when the backup was taken. */
  static final String MATCHING = "matching";

  /** No timer opens it before the data is known to be well. */
  private static final Maintain CLOSED = new Maintain(true, null, 0L);

  private static final int LOOKED_BACK = 500;

  private final Planner planner;
  private final Ledger ledger;
  private final FailurePoint failure;

  public EmergencyParts(Planner planner, Store store, FailurePoint failure) {
    this.planner = planner;
    this.failure = failure;
    this.ledger = store.ledger();
  }

  /**
   * The plan with what is done around it.
   *
   * @throws Refusal when the file declares no maintenance, or there is no way to the release
   */
  RestorePlan around(RestorePlan plan, RestoreWanted.Around wanted) {
    if (!plan.target().isOwn()) {
      throw Refusal.badRequest(
          "emergency: it closes the application, which doesn't live on " + plan.target().name());
    }
    Emergency.Otherwise otherwise = wanted.otherwise();
    return plan.within(
        new Emergency(
            maintenance(plan, CLOSED),
            code(plan, wanted),
            maintenance(plan, new Maintain(false, null, null)),
            otherwise == null ? Emergency.Otherwise.CLOSED : otherwise,
            Boolean.TRUE.equals(wanted.guided()) ? new Guide(failure.findings(plan)) : null));
  }

  private DeploymentPlan maintenance(RestorePlan plan, Maintain maintain) {
    return planner
        .plan(plan.application(), plan.environment(), PlanRequest.maintenance(maintain))
        .plan();
  }

  private @Nullable DeploymentPlan code(RestorePlan plan, RestoreWanted.Around wanted) {
    if (wanted.codePlan() != null) {
      return agreed(plan, wanted.codePlan());
    }
    String release = wanted.code();
    if (release == null) {
      return null;
    }
    List<DeploymentRow> live = live(plan);
    if (release.equals(MATCHING)) {
      release = matching(plan, live);
    }
    boolean there = !live.isEmpty() && release.equals(live.getFirst().release());
    return there
        ? null
        : planner
            .plan(plan.application(), plan.environment(), PlanRequest.rollback(release))
            .plan();
  }

  private DeploymentPlan agreed(RestorePlan plan, String hash) {
    DeploymentPlan code = planner.find(hash).plan();
    if (code.kind() != PlanKind.ROLLBACK
        || !code.application().equals(plan.application())
        || !code.environment().equals(plan.environment())) {
      throw Refusal.badRequest("codePlan: the plan of a rollback of this environment is expected");
    }
    return code;
  }

  /** What went live, newest first. */
  private List<DeploymentRow> live(RestorePlan plan) {
    return ledger
        .list(new DeploymentFilter(plan.application(), plan.environment(), null, LOOKED_BACK))
        .stream()
        .filter(row -> row.kind() == PlanKind.DEPLOYMENT || row.kind() == PlanKind.ROLLBACK)
        .filter(row -> row.outcome() == Outcome.SUCCEEDED && row.release() != null)
        .toList();
  }

  private static String matching(RestorePlan plan, List<DeploymentRow> live) {
    Instant takenAt = plan.backup().takenAt();
    return live.stream()
        .filter(row -> row.endedAt() != null && !row.endedAt().isAfter(takenAt))
        .map(DeploymentRow::release)
        .filter(release -> release != null)
        .findFirst()
        .orElseThrow(() ->
            Refusal.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "No release",
                    "no release of the ledger was live when %s was taken. Nothing changed."
                        .formatted(plan.backup().id()))
                .next("windlass restore " + plan.environment() + " … --code <release>"));
  }
}

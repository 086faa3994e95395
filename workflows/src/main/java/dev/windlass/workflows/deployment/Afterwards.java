package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.maintenance.Maintenance;
import dev.windlass.workflows.maintenance.MaintenanceState;
import dev.windlass.workflows.maintenance.MaintenanceWorkflow;
import dev.windlass.workflows.maintenance.MaintenanceWorkflow.MaintenanceRequest;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.watch.StandingWatchWorkflow;
import dev.windlass.workflows.watch.StandingWatchWorkflow.WatchRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * At the end of a run: hands a maintenance that outlives it to its timer, or ends the timer; hands
 * what went live to its standing watch.
 */
final class Afterwards {

  private final Run run;

  Afterwards(Run run) {
    this.run = run;
  }

  void settle(Outcome outcome) {
    Maintenance maintenance = run.plan.maintenance();
    if (maintenance != null) {
      settle(maintenance, outcome);
    }
    if (run.plan.standingWatch() != null && outcome == Outcome.SUCCEEDED) {
      watch();
    }
  }

  private void settle(Maintenance maintenance, Outcome outcome) {
    MaintenanceState state = outliving(outcome);
    if (state != null) {
      boolean holds = run.isSchemaInDoubt() || outcome == Outcome.FAILED || !run.undo.isClean();
      Instant until =
          holds || maintenance.limit() == null ? null : NamedTimer.now().plus(maintenance.limit());
      timer()
          .hand(
              new MaintenanceRequest(run.plan.opening(), state.until(until)),
              MaintenanceWorkflow::renew,
              timer -> timer::run);
    } else if (run.plan.kind() == PlanKind.MAINTENANCE_OFF && outcome == Outcome.SUCCEEDED) {
      timer().tell(timer -> timer.opened(run.request.startedBy()));
    }
  }

  /** What this run leaves closed; also what it found closed, when it leaves half a schema. */
  private @Nullable MaintenanceState outliving(Outcome outcome) {
    MaintenanceState state = run.board.maintenance();
    if (state != null && state.why() == null && outcome == Outcome.FAILED) {
      return state.because("the run was closed without being undone");
    }
    if (state == null && run.isSchemaInDoubt() && run.former().isClosed()) {
      return new MaintenanceState(
          NamedTimer.now(), run.request.startedBy(), "", null, "the schema may be half applied");
    }
    return state;
  }

  /** An end that is no success leaves the former release live, and its watch with it. */
  private void watch() {
    DeploymentPlan watched = run.plan.watched();
    new Successor<StandingWatchWorkflow, WatchRequest>(
            StandingWatchWorkflow.class,
            WorkflowIds.environment(watched.application(), watched.environment()),
            "standing watch of %s %s".formatted(watched.application(), watched.environment()))
        .hand(
            new WatchRequest(run.change(), watched),
            StandingWatchWorkflow::renew,
            watch -> watch::run);
  }

  private Successor<MaintenanceWorkflow, MaintenanceRequest> timer() {
    return new Successor<>(
        MaintenanceWorkflow.class,
        WorkflowIds.maintenance(run.plan.application(), run.plan.environment()),
        "maintenance of %s %s".formatted(run.plan.application(), run.plan.environment()));
  }
}

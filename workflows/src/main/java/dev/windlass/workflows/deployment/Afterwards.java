package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.maintenance.Maintenance;
import dev.windlass.workflows.maintenance.MaintenanceState;
import dev.windlass.workflows.maintenance.MaintenanceWorkflow;
import dev.windlass.workflows.maintenance.MaintenanceWorkflow.MaintenanceRequest;
import dev.windlass.workflows.plan.PlanKind;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** At the end of a run: hands a maintenance that outlives it to its timer, or ends the timer. */
final class Afterwards {

  private final Run run;

  Afterwards(Run run) {
    this.run = run;
  }

  void settle(Outcome outcome) {
    Maintenance maintenance = run.plan.maintenance();
    if (maintenance == null) {
      return;
    }
    MaintenanceState state = outliving(outcome);
    if (state != null) {
      boolean holds = run.isSchemaInDoubt() || outcome == Outcome.FAILED || !run.undo.isClean();
      Instant until =
          holds || maintenance.limit() == null ? null : NamedTimer.now().plus(maintenance.limit());
      hand(new MaintenanceRequest(run.plan.opening(), state.until(until)));
    } else if (run.plan.kind() == PlanKind.MAINTENANCE_OFF && outcome == Outcome.SUCCEEDED) {
      end();
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

  private void hand(MaintenanceRequest request) {
    try {
      running().renew(request);
    } catch (SignalExternalWorkflowException | ApplicationFailure none) {
      MaintenanceWorkflow timer =
          Workflow.newChildWorkflowStub(MaintenanceWorkflow.class, options());
      Async.procedure(timer::run, request);
      Workflow.getWorkflowExecution(timer).get();
    }
  }

  private void end() {
    try {
      running().opened(run.request.startedBy());
    } catch (SignalExternalWorkflowException | ApplicationFailure none) {
      Workflow.getLogger(Afterwards.class).debug("no timer to end");
    }
  }

  private MaintenanceWorkflow running() {
    return Workflow.newExternalWorkflowStub(MaintenanceWorkflow.class, id());
  }

  private String id() {
    return WorkflowIds.maintenance(run.plan.application(), run.plan.environment());
  }

  private ChildWorkflowOptions options() {
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(id())
        .setTaskQueue(TaskQueues.CENTRAL)
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
        .setStaticSummary(
            "maintenance of %s %s".formatted(run.plan.application(), run.plan.environment()))
        .build();
  }
}

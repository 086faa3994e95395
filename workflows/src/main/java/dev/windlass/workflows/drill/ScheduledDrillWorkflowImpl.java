package dev.windlass.workflows.drill;

import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.drill.DrillWorkflow.DrillRequest;
import dev.windlass.workflows.schedule.Turn;
import io.temporal.workflow.Workflow;

/** One drill under its lock. */
public final class ScheduledDrillWorkflowImpl implements ScheduledDrillWorkflow {

  @Override
  public DrillTurn run(DrillHour request) {
    BackupPlan backup = request.plan().backup();
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.APPLICATION.valueSet(backup.application()),
        SearchAttributes.ENVIRONMENT.valueSet(backup.environment()));
    DrillReport report =
        new Turn(
                WorkflowIds.drill(backup.application(), backup.environment()),
                "drill by its schedule",
                "another drill is running")
            .take(
                request.overlap(),
                options ->
                    Workflow.newChildWorkflowStub(DrillWorkflow.class, options)
                        .run(new DrillRequest(request.plan(), request.pick(), null, "schedule")));
    return new DrillTurn(report == null ? null : report.id());
  }
}

package dev.windlass.workflows.backup;

import dev.windlass.workflows.backup.BackupWorkflow.BackupRequest;
import dev.windlass.workflows.backup.BackupWorkflow.BackupStatus;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.schedule.Turn;
import io.temporal.workflow.Workflow;

/** One backup under its lock. */
public final class ScheduledBackupWorkflowImpl implements ScheduledBackupWorkflow {

  @Override
  public ScheduledResult run(ScheduledRequest request) {
    BackupPlan plan = request.plan();
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.APPLICATION.valueSet(plan.application()),
        SearchAttributes.ENVIRONMENT.valueSet(plan.environment()));
    String kind = plan.source().kind();
    BackupStatus taken =
        new Turn(
                WorkflowIds.backup(plan.application(), plan.environment(), kind),
                "backup of the " + kind + " by its schedule",
                "another backup is being taken")
            .take(
                request.overlap(),
                options ->
                    Workflow.newChildWorkflowStub(BackupWorkflow.class, options)
                        .run(new BackupRequest(plan, Occasion.SCHEDULE, "schedule")));
    return new ScheduledResult(taken == null ? null : taken.id());
  }
}

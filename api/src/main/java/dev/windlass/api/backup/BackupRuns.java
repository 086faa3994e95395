package dev.windlass.api.backup;

import dev.windlass.api.engine.LockedException;
import dev.windlass.api.engine.Run;
import dev.windlass.api.engine.Signpost;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupWorkflow;
import dev.windlass.workflows.backup.BackupWorkflow.BackupRequest;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowTargetOptions;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Starts backups, and ends them early. */
@Component
public final class BackupRuns {

  private final WorkflowClient client;

  public BackupRuns(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Starts one.
   *
   * @throws LockedException when one of this kind is being taken there
   */
  public Run start(BackupRequest request) {
    BackupPlan plan = request.plan();
    String id = WorkflowIds.backup(plan.application(), plan.environment(), plan.source().kind());
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(id)
            .setTaskQueue(TaskQueues.CENTRAL)
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
            .setStaticSummary(
                "backup of the %s of %s %s"
                    .formatted(plan.source().kind(), plan.application(), plan.environment()))
            .setStaticDetails(
                Signpost.of(
                    "To %s."
                        .formatted(
                            plan.stores().stream()
                                .map(StorePlace::address)
                                .collect(Collectors.joining(", "))),
                    request.startedBy(),
                    "ends, and leaves nothing half done in a store"))
            .build();
    BackupWorkflow workflow = client.newWorkflowStub(BackupWorkflow.class, options);
    try {
      WorkflowExecution begun = WorkflowClient.start(workflow::run, request);
      return new Run(id, begun.getRunId());
    } catch (WorkflowExecutionAlreadyStarted taken) {
      throw new LockedException(new Run(id, taken.getExecution().getRunId()), taken);
    }
  }

  /**
   * Ends this run, and none that comes after it. It leaves nothing half done in a store.
   *
   * @throws io.temporal.client.WorkflowNotFoundException where it does not run any more
   */
  public void abort(Run run, String why) {
    client
        .newUntypedWorkflowStub(
            WorkflowTargetOptions.newBuilder()
                .setWorkflowId(run.workflowId())
                .setRunId(run.runId())
                .build())
        .signal("abort", why);
  }
}

package dev.windlass.api.drill;

import dev.windlass.api.engine.LockedException;
import dev.windlass.api.engine.Run;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.drill.DrillWorkflow;
import dev.windlass.workflows.drill.DrillWorkflow.DrillRequest;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import org.springframework.stereotype.Component;

/** Starts drills. */
@Component
public final class DrillRuns {

  private final WorkflowClient client;

  public DrillRuns(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Starts one.
   *
   * @throws LockedException when one is running there
   */
  public Run start(DrillRequest request) {
    BackupPlan backup = request.plan().backup();
    String id = WorkflowIds.drill(backup.application(), backup.environment());
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(id)
            .setTaskQueue(TaskQueues.CENTRAL)
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
            .setStaticSummary(
                "drill of a backup of %s %s".formatted(backup.application(), backup.environment()))
            .build();
    DrillWorkflow workflow = client.newWorkflowStub(DrillWorkflow.class, options);
    try {
      WorkflowExecution begun = WorkflowClient.start(workflow::run, request);
      return new Run(id, begun.getRunId());
    } catch (WorkflowExecutionAlreadyStarted taken) {
      throw new LockedException(new Run(id, taken.getExecution().getRunId()), taken);
    }
  }
}

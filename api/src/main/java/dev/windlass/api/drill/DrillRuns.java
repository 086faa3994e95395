package dev.windlass.api.drill;

import dev.windlass.api.engine.LockedException;
import dev.windlass.api.engine.Patience;
import dev.windlass.api.engine.Run;
import dev.windlass.api.engine.Signpost;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.drill.DrillWorkflow;
import dev.windlass.workflows.drill.DrillWorkflow.DrillRequest;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Starts drills, and ends them early. */
@Component
public final class DrillRuns {

  private static final Duration ANSWER = Duration.ofSeconds(8);

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
            .setStaticDetails(
                Signpost.of(
                    "Out of %s.".formatted(request.plan().offsite().address()),
                    request.startedBy(),
                    "drops its scratch database, and proves nothing"))
            .build();
    DrillWorkflow workflow = client.newWorkflowStub(DrillWorkflow.class, options);
    try {
      WorkflowExecution begun = WorkflowClient.start(workflow::run, request);
      return new Run(id, begun.getRunId());
    } catch (WorkflowExecutionAlreadyStarted taken) {
      throw new LockedException(new Run(id, taken.getExecution().getRunId()), taken);
    }
  }

  /** Ends the one that runs there; it cleans up. Empty where none runs. */
  public Optional<Run> abort(String application, String environment, String why) {
    String id = WorkflowIds.drill(application, environment);
    return Patience.within(
        ANSWER,
        () -> {
          try {
            WorkflowExecutionDescription found = client.newUntypedWorkflowStub(id).describe();
            if (found.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
              return Optional.empty();
            }
            Run run = new Run(id, found.getExecution().getRunId());
            stub(run).signal("abort", why);
            return Optional.of(run);
          } catch (WorkflowNotFoundException none) {
            return Optional.empty();
          }
        });
  }

  /** This run, and none that comes after it. */
  private WorkflowStub stub(Run run) {
    return client.newUntypedWorkflowStub(
        WorkflowTargetOptions.newBuilder()
            .setWorkflowId(run.workflowId())
            .setRunId(run.runId())
            .build());
  }
}

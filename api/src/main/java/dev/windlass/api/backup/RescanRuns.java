package dev.windlass.api.backup;

import dev.windlass.api.engine.LockedException;
import dev.windlass.api.engine.NoAnswerException;
import dev.windlass.api.engine.Patience;
import dev.windlass.api.engine.Run;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.RescanWorkflow;
import dev.windlass.workflows.backup.RescanWorkflow.RescanRequest;
import dev.windlass.workflows.backup.RescanWorkflow.RescanStatus;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Starts rescans, and asks the last one. */
@Component
public final class RescanRuns {

  /** Longest wait for a query: people wait for it. */
  private static final Duration ANSWER = Duration.ofSeconds(8);

  private final WorkflowClient client;

  public RescanRuns(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Starts one.
   *
   * @throws LockedException when one runs there
   */
  public Run start(RescanRequest request) {
    BackupPlan plan = request.plan();
    String id = WorkflowIds.rescan(plan.application(), plan.environment());
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(id)
            .setTaskQueue(TaskQueues.CENTRAL)
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
            .setStaticSummary(
                "rescan of the backups of %s %s".formatted(plan.application(), plan.environment()))
            .build();
    RescanWorkflow workflow = client.newWorkflowStub(RescanWorkflow.class, options);
    try {
      WorkflowExecution begun = WorkflowClient.start(workflow::run, request);
      return new Run(id, begun.getRunId());
    } catch (WorkflowExecutionAlreadyStarted taken) {
      throw new LockedException(new Run(id, taken.getExecution().getRunId()), taken);
    }
  }

  /**
   * What the last one tells of itself, if Temporal still knows it.
   *
   * @throws NoAnswerException without a worker
   */
  public Optional<Told> last(String application, String environment) {
    WorkflowStub last = client.newUntypedWorkflowStub(WorkflowIds.rescan(application, environment));
    try {
      return Optional.of(Patience.within(ANSWER, () -> told(last)));
    } catch (WorkflowNotFoundException never) {
      return Optional.empty();
    }
  }

  /** First whether it has ended: what has ended has told everything. */
  private static Told told(WorkflowStub last) {
    boolean open =
        last.describe().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    return new Told(open ? "running" : "ended", last.query("status", RescanStatus.class));
  }

  /**
   * @param state {@code running} or {@code ended}
   */
  public record Told(String state, RescanStatus status) {}
}

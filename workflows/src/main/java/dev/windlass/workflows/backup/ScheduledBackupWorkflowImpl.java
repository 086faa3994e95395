package dev.windlass.workflows.backup;

import dev.windlass.workflows.backup.BackupWorkflow.BackupRequest;
import dev.windlass.workflows.backup.BackupWorkflow.BackupStatus;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.contract.WorkflowIds;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One backup under its lock. */
public final class ScheduledBackupWorkflowImpl implements ScheduledBackupWorkflow {

  /** How soon the end of the other backup is noticed. */
  private static final Duration PACE = Duration.ofMinutes(1);

  @Override
  public ScheduledResult run(ScheduledRequest request) {
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.APPLICATION.valueSet(request.plan().application()),
        SearchAttributes.ENVIRONMENT.valueSet(request.plan().environment()));
    BackupStatus taken = taken(request.plan());
    while (taken == null && request.overlap() == Overlap.WAIT) {
      NamedTimer.until(NamedTimer.now().plus(PACE), "another backup is being taken")
          .awaits(() -> false);
      taken = taken(request.plan());
    }
    return new ScheduledResult(taken == null ? null : taken.id());
  }

  /** Null while another has the lock. */
  private static @Nullable BackupStatus taken(BackupPlan plan) {
    try {
      return Workflow.newChildWorkflowStub(BackupWorkflow.class, options(plan))
          .run(new BackupRequest(plan, Occasion.SCHEDULE, "schedule"));
    } catch (ChildWorkflowFailure failure) {
      if (failure.getCause() instanceof WorkflowExecutionAlreadyStarted) {
        return null;
      }
      if (failure.getCause() instanceof CanceledFailure) {
        throw failure;
      }
      boolean aborted = Failures.is(failure, FailureType.ABORTED);
      throw Failures.of(aborted ? FailureType.ABORTED : FailureType.FAILED, Words.of(failure));
    }
  }

  private static ChildWorkflowOptions options(BackupPlan plan) {
    String kind = plan.source().kind();
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(WorkflowIds.backup(plan.application(), plan.environment(), kind))
        .setTaskQueue(TaskQueues.CENTRAL)
        .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
        .setStaticSummary("backup of the " + kind + " by its schedule")
        .build();
  }
}

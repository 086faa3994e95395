package dev.windlass.workflows.schedule;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.Words;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One run of a schedule. Temporal gives each an id of its own, so it takes the lock of what it does
 * by a child of that id, and is left out or waits where somebody has it.
 *
 * @param lock id of the child
 * @param summary of the child, for people
 * @param other why it waits, for people
 */
public record Turn(String lock, String summary, String other) {

  /** How soon the end of the other one is noticed. */
  private static final Duration PACE = Duration.ofMinutes(1);

  /** Ends that are told as they are; every other is a failure. */
  private static final List<FailureType> AS_THEY_ARE =
      List.of(FailureType.ABORTED, FailureType.REFUSED);

  /**
   * What the child brought; null where it was left out.
   *
   * @param child runs it with these options
   */
  public <T> @Nullable T take(Overlap overlap, Function<ChildWorkflowOptions, T> child) {
    T brought = attempt(child);
    while (brought == null && overlap == Overlap.WAIT) {
      NamedTimer.until(NamedTimer.now().plus(PACE), other).awaits(() -> false);
      brought = attempt(child);
    }
    return brought;
  }

  /** Null while another has the lock. */
  private <T> @Nullable T attempt(Function<ChildWorkflowOptions, T> child) {
    try {
      return child.apply(options());
    } catch (ChildWorkflowFailure failure) {
      if (failure.getCause() instanceof WorkflowExecutionAlreadyStarted) {
        return null;
      }
      if (failure.getCause() instanceof CanceledFailure) {
        throw failure;
      }
      FailureType type =
          AS_THEY_ARE.stream()
              .filter(one -> Failures.is(failure, one))
              .findFirst()
              .orElse(FailureType.FAILED);
      throw Failures.of(type, Words.of(failure));
    }
  }

  private ChildWorkflowOptions options() {
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(lock)
        .setTaskQueue(TaskQueues.CENTRAL)
        .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
        .setStaticSummary(summary)
        .build();
  }
}

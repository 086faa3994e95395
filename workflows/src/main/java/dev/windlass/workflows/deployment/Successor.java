package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.TaskQueues;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Functions.Proc1;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A workflow that goes on when the run is over, one per environment: told of the news when it is
 * there, begun when it is not.
 *
 * @param <W> the workflow
 * @param <R> what it is begun with and renewed by
 * @param summary for people in Temporal's UI
 */
record Successor<W, R>(Class<W> type, String id, String summary) {

  /** The run goes on as soon as the other one knows. */
  void hand(R request, BiConsumer<W, R> renew, Function<W, Proc1<R>> run) {
    if (!tell(running -> renew.accept(running, request))) {
      W begun = Workflow.newChildWorkflowStub(type, options());
      Async.procedure(run.apply(begun), request);
      Workflow.getWorkflowExecution(begun).get();
    }
  }

  /** Whether there was one that could be told. */
  boolean tell(Consumer<W> news) {
    try {
      news.accept(Workflow.newExternalWorkflowStub(type, id));
      return true;
    } catch (SignalExternalWorkflowException | ApplicationFailure none) {
      Workflow.getLogger(Successor.class).debug("{} does not run", id);
      return false;
    }
  }

  private ChildWorkflowOptions options() {
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(id)
        .setTaskQueue(TaskQueues.CENTRAL)
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
        .setStaticSummary(summary)
        .build();
  }
}

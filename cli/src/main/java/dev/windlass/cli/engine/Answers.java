package dev.windlass.cli.engine;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedResponse;
import io.temporal.internal.testservice.TestWorkflowService;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the test service where Windlass workers answer a run's task, and keeps from it what
 * it cannot bear:
 *
 * <ul>
 *   <li>Sticky queues: it never gives up a dead worker's, and its runs would stand still for ever.
 *       Without them every task replays the whole history.
 *   <li>The cancel of an activity or a timer that ended while the run decided to cancel it. The
 *       real service takes it. This one breaks off in the middle of the commands, when the task
 *       counts as answered already, so that the run gets no task ever again. Here such an answer
 *       fails its task, as the service itself fails one that ends a run with news unread: the run
 *       decides again, and knows the end.
 * </ul>
 */
final class Answers implements ServerInterceptor {
  private final TestWorkflowService service;
  private final RunsWithin runs;

  Answers(TestWorkflowService service) {
    this.service = service;
    this.runs = new RunsWithin(service);
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      private @Nullable RespondWorkflowTaskCompletedRequest answer;

      @Override
      @SuppressWarnings("unchecked") // the rebuilt message is of the class that it was
      public void onMessage(Q message) {
        if (message instanceof RespondWorkflowTaskCompletedRequest completed) {
          answer = completed.toBuilder().clearStickyAttributes().build();
          super.onMessage((Q) answer);
        } else {
          super.onMessage(message);
        }
      }

      // Here the service acts, on this thread.
      @Override
      public void onHalfClose() {
        Status refusal = answer == null ? act() : takeUnlessOvertaken(answer, this::act);
        if (!refusal.isOk()) {
          call.close(refusal, new Metadata());
        }
      }

      private Status act() {
        super.onHalfClose();
        return Status.OK;
      }
    };
  }

  private Status takeUnlessOvertaken(
      RespondWorkflowTaskCompletedRequest answer, Supplier<Status> act) {
    RunsWithin.Run run;
    try {
      run = runs.of(answer.getTaskToken());
    } catch (StatusRuntimeException unknown) {
      return act.get();
    }
    Lock lock = run.lock();
    lock.lock();
    try {
      return run.isOvertaken(answer) ? fail(answer) : act.get();
    } finally {
      lock.unlock();
    }
  }

  /** What the worker hears is what the real service says when an answer comes too late. */
  private Status fail(RespondWorkflowTaskCompletedRequest answer) {
    service.respondWorkflowTaskFailed(
        RespondWorkflowTaskFailedRequest.newBuilder()
            .setTaskToken(answer.getTaskToken())
            .setNamespace(answer.getNamespace())
            .setIdentity(answer.getIdentity())
            .setCause(WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND)
            .build(),
        new Unheard());
    return Status.INVALID_ARGUMENT.withDescription("UnhandledCommand");
  }

  /** Nobody asked for the failure, so nobody hears whether it was taken. */
  private static final class Unheard implements StreamObserver<RespondWorkflowTaskFailedResponse> {
    @Override
    public void onNext(RespondWorkflowTaskFailedResponse response) {}

    @Override
    public void onError(Throwable why) {}

    @Override
    public void onCompleted() {}
  }
}

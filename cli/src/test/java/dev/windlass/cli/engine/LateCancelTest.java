package dev.windlass.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run that cancels what ends while it decides to: it learns of the end and goes on. */
class LateCancelTest {
  private static final String QUEUE = "late-cancel";
  private static final WorkflowTaskFailedCause UNHANDLED_COMMAND =
      WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND;
  private static final Duration TIMER = Duration.ofMillis(1500);

  /** Between the decision to cancel and its answer; replayed decisions find nothing to wait for. */
  private static volatile Runnable whileDeciding = () -> {};

  private static volatile CountDownLatch workMayEnd = new CountDownLatch(0);

  private final Engine engine = InProcessEngine.start();
  private final WorkflowServiceStubs stubs =
      WorkflowServiceStubs.newServiceStubs(
          WorkflowServiceStubsOptions.newBuilder().setTarget(engine.target()).build());
  private final WorkflowClient client = WorkflowClient.newInstance(stubs);
  private final WorkerFactory factory = WorkerFactory.newInstance(client);

  @WorkflowInterface
  public interface Undecided {
    @WorkflowMethod
    String run(String what);

    @SignalMethod
    void abort();
  }

  @ActivityInterface
  public interface Work {
    void work();
  }

  public static final class UndecidedImpl implements Undecided {
    private final CancellationScope forward =
        Workflow.newCancellationScope(() -> {
          Work work =
              Workflow.newActivityStub(
                  Work.class,
                  ActivityOptions.newBuilder()
                      .setStartToCloseTimeout(Duration.ofMinutes(1))
                      .build());
          Async.procedure(work::work);
          Workflow.newTimer(TIMER);
        });
    private boolean aborted;

    @Override
    public String run(String what) {
      forward.run();
      Workflow.await(() -> aborted);
      Workflow.sleep(Duration.ofMillis(1));
      return what + " ended";
    }

    @Override
    public void abort() {
      Runnable once = whileDeciding;
      whileDeciding = () -> {};
      once.run();
      forward.cancel();
      aborted = true;
    }
  }

  public static final class WorkImpl implements Work {
    @Override
    public void work() {
      try {
        if (!workMayEnd.await(10, TimeUnit.SECONDS)) {
          throw new IllegalStateException("nobody let it end");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @BeforeEach
  void startWorker() {
    WorkerOptions patient =
        WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(20_000).build();
    Worker worker = factory.newWorker(QUEUE, patient);
    worker.registerWorkflowImplementationTypes(UndecidedImpl.class);
    worker.registerActivitiesImplementations(new WorkImpl());
    factory.start();
  }

  @AfterEach
  void end() {
    factory.shutdownNow();
    stubs.shutdownNow();
    engine.close();
  }

  @Test
  void goesOnWhenTheActivityHasJustEnded() throws Exception {
    workMayEnd = new CountDownLatch(1);
    CountDownLatch deciding = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    whileDeciding =
        () -> {
          deciding.countDown();
          pauseUntil(() -> ended.getCount() == 0);
        };
    Undecided run = start("activity");
    run.abort();
    deciding.await();
    workMayEnd.countDown();
    pauseUntil(this::noActivityIsPending);
    ended.countDown();
    assertThat(result(run)).isEqualTo("activity ended");
    assertThat(events("activity"))
        .contains(EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED)
        .doesNotContain(EventType.EVENT_TYPE_ACTIVITY_TASK_CANCEL_REQUESTED);
    assertThat(whyTasksFailed("activity")).containsExactly(UNHANDLED_COMMAND);
  }

  @Test
  void goesOnWhenTheTimerHasJustFired() throws Exception {
    workMayEnd = new CountDownLatch(0);
    long start = System.nanoTime();
    whileDeciding = () -> pauseUntil(() -> System.nanoTime() - start > TIMER.toNanos() * 4 / 3);
    Undecided run = start("timer");
    TimeUnit.NANOSECONDS.sleep(TIMER.toNanos() * 4 / 5 - (System.nanoTime() - start));
    run.abort();
    assertThat(result(run)).isEqualTo("timer ended");
    assertThat(events("timer"))
        .contains(EventType.EVENT_TYPE_TIMER_FIRED)
        .doesNotContain(EventType.EVENT_TYPE_TIMER_CANCELED);
    assertThat(whyTasksFailed("timer")).containsExactly(UNHANDLED_COMMAND);
  }

  private Undecided start(String id) {
    Undecided run =
        client.newWorkflowStub(
            Undecided.class,
            WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(QUEUE).build());
    WorkflowExecution ignored = WorkflowClient.start(run::run, id);
    pauseUntil(() -> events(id).contains(EventType.EVENT_TYPE_TIMER_STARTED));
    return run;
  }

  private static String result(Undecided run) throws Exception {
    return WorkflowStub.fromTyped(run).getResult(15, TimeUnit.SECONDS, String.class);
  }

  private boolean noActivityIsPending() {
    DescribeWorkflowExecutionRequest asked =
        DescribeWorkflowExecutionRequest.newBuilder()
            .setNamespace(engine.namespace())
            .setExecution(WorkflowExecution.newBuilder().setWorkflowId("activity"))
            .build();
    return stubs.blockingStub().describeWorkflowExecution(asked).getPendingActivitiesCount() == 0;
  }

  private List<WorkflowTaskFailedCause> whyTasksFailed(String id) {
    return client.fetchHistory(id).getEvents().stream()
        .filter(HistoryEvent::hasWorkflowTaskFailedEventAttributes)
        .map(event -> event.getWorkflowTaskFailedEventAttributes().getCause())
        .toList();
  }

  private List<EventType> events(String id) {
    return client.fetchHistory(id).getEvents().stream().map(HistoryEvent::getEventType).toList();
  }

  /** Not by a library: in the middle of a workflow's decision its own threads do not run. */
  private static void pauseUntil(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      try {
        TimeUnit.MILLISECONDS.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}

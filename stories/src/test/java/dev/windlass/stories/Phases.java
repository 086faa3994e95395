package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.sandbox.parts.TemporalServer;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.SearchAttributes;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Where runs are, as Temporal says by itself: also while no worker is there to be asked. */
final class Phases implements AutoCloseable {
  /** Where a run is that has not said yet where it is. */
  private static final String FIRST = "opening";

  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final WorkflowServiceStubs stubs;

  private Phases(WorkflowServiceStubs stubs) {
    this.stubs = stubs;
  }

  static Phases of(TemporalServer temporal) {
    return new Phases(
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporal.target()).build()));
  }

  /** The phase of the newest run of that id; empty where there is none, or none is running. */
  String now(String workflowId) {
    try {
      WorkflowExecutionInfo run =
          stubs
              .blockingStub()
              .describeWorkflowExecution(
                  DescribeWorkflowExecutionRequest.newBuilder()
                      .setNamespace("default")
                      .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                      .build())
              .getWorkflowExecutionInfo();
      return run.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
          ? phase(run)
          : "";
    } catch (StatusRuntimeException none) {
      return "";
    }
  }

  /** Waits for the phase to strike in, or for the end where it was too short to be seen. */
  void await(Strike strike) throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    boolean begun = false;
    String now;
    do {
      now = now(strike.workflow());
      begun |= !now.isEmpty();
      assertThat(System.nanoTime()).as("waited for %s", strike).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(2);
    } while (!now.equals(strike.phase()) && !(begun && now.isEmpty()));
  }

  /** Whether it is in the phase to strike in. */
  boolean isIn(Strike strike) {
    return now(strike.workflow()).equals(strike.phase());
  }

  private static String phase(WorkflowExecutionInfo run) {
    String name = phase(run.getSearchAttributes());
    return name.isEmpty() ? FIRST : name;
  }

  /** Empty where they don't say it. */
  private static String phase(SearchAttributes attributes) {
    return attributes
        .getIndexedFieldsOrDefault("WindlassPhase", Payload.getDefaultInstance())
        .getData()
        .toStringUtf8()
        .replaceAll("[^a-zA-Z]", "");
  }

  /**
   * How long each phase of the newest run of that id took, in milliseconds, but for the one in
   * which it is; by its history, which misses none.
   */
  Map<String, Integer> took(String workflowId) {
    Map<String, Integer> took = new LinkedHashMap<>();
    List<HistoryEvent> events =
        stubs
            .blockingStub()
            .getWorkflowExecutionHistory(
                GetWorkflowExecutionHistoryRequest.newBuilder()
                    .setNamespace("default")
                    .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                    .build())
            .getHistory()
            .getEventsList();
    String phase = FIRST;
    long entered = millis(events.getFirst());
    for (HistoryEvent event : events) {
      String next =
          phase(event.getUpsertWorkflowSearchAttributesEventAttributes().getSearchAttributes());
      if (!next.isEmpty() && !next.equals(phase)) {
        took.put(phase, (int) (millis(event) - entered));
        phase = next;
        entered = millis(event);
      }
    }
    return took;
  }

  private static long millis(HistoryEvent event) {
    return event.getEventTime().getSeconds() * 1000 + event.getEventTime().getNanos() / 1_000_000;
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }
}

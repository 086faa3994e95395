package dev.windlass.api.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.common.v1.ActivityType;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetriesTest {

  @Test
  void tellOfTheOneThatWasTriedMostOften() {
    assertThat(Retries.words(List.of(pending("Ship", 3, "no route"), pending("Open", 7, "away"))))
        .contains("Open is tried again, attempt 7: away");
  }

  @Test
  void tellOfNothingThatRunsForTheFirstTime() {
    PendingActivityInfo first = PendingActivityInfo.newBuilder().setAttempt(1).build();
    assertThat(Retries.words(List.of(first))).isEmpty();
  }

  @Test
  void tellTheFirstLineOfALongReason() {
    assertThat(Retries.words(List.of(pending("Open", 2, "x".repeat(300) + "\nmore"))).orElseThrow())
        .hasSizeLessThan(250)
        .endsWith("…");
  }

  @Test
  void areReadFromTheEngineInMemoryToo() {
    try (TestWorkflowEnvironment engine =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build())) {
      Worker worker = engine.newWorker("retries");
      worker.registerWorkflowImplementationTypes(StubbornImpl.class);
      worker.registerActivitiesImplementations(
          (Closed)
              () -> {
                throw ApplicationFailure.newFailure("store not reachable", "away");
              });
      engine.start();
      WorkflowClient client = engine.getWorkflowClient();
      Stubborn stubborn =
          client.newWorkflowStub(
              Stubborn.class,
              WorkflowOptions.newBuilder().setTaskQueue("retries").setWorkflowId("w").build());
      WorkflowExecution begun = WorkflowClient.start(stubborn::run);
      Run run = new Run("w", begun.getRunId());

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() ->
              assertThat(new Runs(client).trouble(run))
                  .map(words -> words.replaceAll("[0-9]+", "N"))
                  .isEqualTo(Optional.of("Knock is tried again, attempt N: store not reachable")));
    }
  }

  private static PendingActivityInfo pending(String name, int attempt, String reason) {
    return PendingActivityInfo.newBuilder()
        .setActivityType(ActivityType.newBuilder().setName(name))
        .setAttempt(attempt)
        .setLastFailure(Failure.newBuilder().setMessage(reason))
        .build();
  }

  /** A door that never opens. */
  @ActivityInterface
  public interface Closed {
    void knock();
  }

  /** Knocks until it opens. */
  @WorkflowInterface
  public interface Stubborn {
    @WorkflowMethod
    void run();
  }

  /** The implementation. */
  public static final class StubbornImpl implements Stubborn {
    @Override
    public void run() {
      Workflow.newActivityStub(
              Closed.class,
              ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(5)).build())
          .knock();
    }
  }
}

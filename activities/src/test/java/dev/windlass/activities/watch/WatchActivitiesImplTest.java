package dev.windlass.activities.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WindlassDataConverter;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.watch.WatchActivities;
import dev.windlass.workflows.watch.WatchActivities.Changes;
import dev.windlass.workflows.watch.WatchActivities.LookAtChanges;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether a change is under way, by Temporal itself. */
class WatchActivitiesImplTest {

  private final TestWorkflowEnvironment engine =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setUseTimeskipping(false)
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(WindlassDataConverter.get())
                      .build())
              .build());

  @BeforeEach
  void start() {
    Worker worker = engine.newWorker(TaskQueues.CENTRAL);
    worker.registerWorkflowImplementationTypes(AskingImpl.class, HoldingImpl.class);
    worker.registerActivitiesImplementations(
        new WatchActivitiesImpl(
            (application, environment) -> environment.equals("production") ? 41 : 0,
            new SimpleMeterRegistry()));
    engine.start();
  }

  @AfterEach
  void leave() {
    engine.close();
  }

  @Test
  void nothingIsUnderWayWhereNothingEverRan() {
    assertThat(look("production")).isEqualTo(new Changes(false, 41));
    assertThat(look("staging")).isEqualTo(new Changes(false, 0));
  }

  @Test
  void aRunThatHoldsTheLockIsUnderWayInItsEnvironmentOnly() {
    hold();

    assertThat(look("production").running()).isTrue();
    assertThat(look("staging").running()).isFalse();
  }

  @Test
  void aRunThatWasTerminatedIsNotUnderWay() {
    hold().terminate("by somebody in the UI");

    assertThat(look("production").running()).isFalse();
  }

  private WorkflowStub hold() {
    Holding holding =
        engine
            .getWorkflowClient()
            .newWorkflowStub(
                Holding.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(WorkflowIds.change("shop", "production"))
                    .setTaskQueue(TaskQueues.CENTRAL)
                    .build());
    WorkflowClient.start(holding::run);
    return WorkflowStub.fromTyped(holding);
  }

  private Changes look(String environment) {
    return engine
        .getWorkflowClient()
        .newWorkflowStub(
            Asking.class, WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.CENTRAL).build())
        .run(new LookAtChanges("shop", environment));
  }

  /** Asks and ends. */
  @WorkflowInterface
  public interface Asking {
    @WorkflowMethod
    Changes run(LookAtChanges request);
  }

  /** Asks as a standing watch does. */
  public static final class AskingImpl implements Asking {
    @Override
    public Changes run(LookAtChanges request) {
      return Workflow.newActivityStub(
              WatchActivities.class, ActivityPolicies.centralSoon("look at changes"))
          .look(request);
    }
  }

  /** Holds a lock. */
  @WorkflowInterface
  public interface Holding {
    @WorkflowMethod
    void run();
  }

  /** For ever. */
  public static final class HoldingImpl implements Holding {
    @Override
    public void run() {
      Workflow.await(() -> false);
    }
  }
}

package dev.windlass.api.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.TemporalServer;
import dev.windlass.workflows.contract.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerDoorTest {

  @Test
  void tellsWhoAsksARealTemporalForWork() throws Exception {
    RealParts.require("temporal");
    try (TemporalServer temporal = TemporalServer.throwAway(List.of())) {
      WorkflowServiceStubs service =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder().setTarget(temporal.target()).build());
      WorkflowClient client =
          WorkflowClient.newInstance(
              service, WorkflowClientOptions.newBuilder().setIdentity("7@night").build());
      WorkerDoor door = new WorkerDoor(client);
      assertThat(door.workers().workers()).isEmpty();

      WorkerFactory factory = WorkerFactory.newInstance(client);
      factory.newWorker(TaskQueues.CENTRAL).registerWorkflowImplementationTypes(HeldImpl.class);
      factory.start();
      try {
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(() ->
                assertThat(door.workers().workers())
                    .extracting(WorkerDoor.WorkerView::identity)
                    .containsExactly("7@night"));
      } finally {
        factory.shutdownNow();
        service.shutdownNow();
      }
    }
  }

  @Test
  void doesNotGuessInMemory() {
    try (TestWorkflowEnvironment engine =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build())) {
      assertThat(new WorkerDoor(engine.getWorkflowClient()).workers().workers()).isNull();
    }
  }

  @WorkflowInterface
  public interface Held {
    @WorkflowMethod
    void run();
  }

  public static final class HeldImpl implements Held {
    @Override
    public void run() {}
  }
}

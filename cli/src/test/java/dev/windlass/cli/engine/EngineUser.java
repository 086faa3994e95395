package dev.windlass.cli.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A client and, from time to time, a worker of an engine. */
final class EngineUser implements AutoCloseable {
  private static final String QUEUE = "engine-test";
  private static final int ANSWER_SECONDS = 30;

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;

  EngineUser(Engine engine) {
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(engine.target()).build());
    client =
        WorkflowClient.newInstance(
            stubs, WorkflowClientOptions.newBuilder().setNamespace(engine.namespace()).build());
  }

  void startWorkflow(String id) {
    HoldWorkflow workflow =
        client.newWorkflowStub(
            HoldWorkflow.class,
            WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(QUEUE).build());
    WorkflowExecution ignored = WorkflowClient.start(workflow::run, id);
  }

  void letGo(String id) {
    client.newWorkflowStub(HoldWorkflow.class, id).letGo();
  }

  String result(String id) throws TimeoutException {
    WorkflowStub stub = client.newUntypedWorkflowStub(id);
    return stub.getResult(ANSWER_SECONDS, SECONDS, String.class);
  }

  /** Starts a worker; close it with {@link WorkerFactory#shutdownNow()}. */
  WorkerFactory startWorker() {
    WorkerFactory factory = WorkerFactory.newInstance(client);
    factory.newWorker(QUEUE).registerWorkflowImplementationTypes(HoldWorkflowImpl.class);
    factory.start();
    return factory;
  }

  /** Waits until the workflow has run up to its wait, which needs a worker. */
  void awaitHolding(String id) {
    await()
        .atMost(Duration.ofSeconds(ANSWER_SECONDS))
        .until(() ->
            client.fetchHistory(id).getHistory().getEventsList().stream()
                .anyMatch(event -> event.hasUpsertWorkflowSearchAttributesEventAttributes()));
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }
}

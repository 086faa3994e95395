package dev.windlass.workflows.scene;

import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WindlassDataConverter;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.contract.WorkflowTypes;
import dev.windlass.workflows.deployment.DeploymentRequest;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.DeploymentWorkflow;
import dev.windlass.workflows.plan.DeploymentPlan;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run on the time-skipping server, in a world that obeys the test. */
public final class Scene implements AutoCloseable {

  public static final String DEPLOYMENT = "d-1";
  public static final String HASH = "7d1e03aa";

  public final FakeWorld world = new FakeWorld();
  public final FakeBackups backups = new FakeBackups();
  public final FakeDrills drills = new FakeDrills(backups);
  public final FakeRestores restores = new FakeRestores(backups);
  public final FakeWatch watch = new FakeWatch();
  public final FakePassed passed = new FakePassed();
  public final TestWorkflowEnvironment environment;
  private final WorkflowClient client;

  public Scene() {
    this(WorkflowTypes.all().toArray(Class<?>[]::new));
  }

  /** With these workflows in place of the real ones. */
  public Scene(Class<?>... workflows) {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder()
                    .setDataConverter(WindlassDataConverter.get())
                    .setIdentity("scene")
                    .build());
    SearchAttributes.all()
        .forEach(key ->
            options.registerSearchAttribute(
                key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    environment = TestWorkflowEnvironment.newInstance(options.build());
    world.clock = environment::currentTimeMillis;
    Worker worker = environment.newWorker(TaskQueues.CENTRAL);
    worker.registerWorkflowImplementationTypes(workflows);
    worker.registerActivitiesImplementations(world, backups, drills, restores, watch, passed);
    environment.start();
    client = environment.getWorkflowClient();
  }

  /** Begins a run and returns. */
  public DeploymentWorkflow start(DeploymentPlan plan) {
    DeploymentWorkflow run = unstarted();
    start(run, plan);
    return run;
  }

  public void start(DeploymentWorkflow run, DeploymentPlan plan) {
    WorkflowClient.start(run::run, request(plan));
  }

  public DeploymentWorkflow unstarted() {
    return client.newWorkflowStub(
        DeploymentWorkflow.class,
        WorkflowOptions.newBuilder()
            .setWorkflowId(WorkflowIds.change("shop", "production"))
            .setTaskQueue(TaskQueues.CENTRAL)
            .build());
  }

  public static DeploymentRequest request(DeploymentPlan plan) {
    return new DeploymentRequest(
        DEPLOYMENT, plan, HASH, "dev-1", Instant.parse("2026-11-21T20:00:00Z"));
  }

  /** To its end; the outcome's name. */
  public String play(DeploymentPlan plan) {
    return outcome(start(plan));
  }

  /** Waits for the end, skipping time; the outcome's name. */
  public String outcome(DeploymentWorkflow run) {
    WorkflowStub stub = WorkflowStub.fromTyped(run);
    try {
      stub.getResult(60, TimeUnit.SECONDS, DeploymentStatus.class);
      return "succeeded";
    } catch (WorkflowFailedException failed) {
      return failed.getCause() instanceof ApplicationFailure application
          ? application.getType()
          : String.valueOf(failed.getCause());
    } catch (TimeoutException hangs) {
      throw new AssertionError("hangs in " + run.status() + "\n" + world.story(), hangs);
    }
  }

  /** Lets time go by, by skipping. */
  public void sleep(Duration time) {
    environment.sleep(time);
  }

  public WorkflowClient client() {
    return client;
  }

  @Override
  public void close() {
    environment.close();
  }
}

package dev.windlass.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.store.Store;
import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.ledger.LedgerActivities;
import dev.windlass.workflows.ledger.LedgerActivities.Open;
import dev.windlass.workflows.ledger.LedgerActivities.Opened;
import dev.windlass.workflows.plan.PlanKind;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testserver.TestServer;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

class WorkerApplicationTest {

  @TempDir private static Path directory;
  private static TestServer.PortBoundTestServer engine;
  private static ConfigurableApplicationContext worker;

  @BeforeAll
  static void start() throws IOException {
    int port = freePort();
    engine = TestServer.createPortBoundServer(port, true);
    worker = WorkerApplication.start(arguments("127.0.0.1:" + port, "all"));
  }

  @AfterAll
  static void stop() {
    worker.close();
    engine.close();
  }

  @Test
  void runsActivitiesOfTheCentralQueueAndCountsThem() throws Exception {
    WorkflowClient client = worker.getBean(WorkflowClient.class);
    WorkerFactory others = WorkerFactory.newInstance(client);
    others.newWorker("test").registerWorkflowImplementationTypes(OpeningImpl.class);
    others.start();
    try {
      Opening opening =
          client.newWorkflowStub(
              Opening.class, WorkflowOptions.newBuilder().setTaskQueue("test").build());
      Opened opened = opening.run(open());
      Store store = worker.getBean(Store.class);
      assertThat(store.ledger().find("d1").map(row -> row.number())).contains(opened.number());
    } finally {
      others.shutdownNow();
    }
    String metrics = get("/actuator/prometheus");
    assertThat(metrics)
        .contains("temporal_")
        .doesNotContain("temporal_request_latency_seconds_bucket");
    assertThat(metrics.lines().count()).isLessThan(900);
  }

  @Test
  void tellsTheHealthOfEachComponent() throws Exception {
    assertThat(get("/actuator/health"))
        .contains(
            "\"engine\"",
            "\"durable\":true",
            "\"database\"",
            "\"pollers\"",
            "\"artifactDirectory\"")
        .contains("\"message\":\"polling\"", "\"time\"")
        .endsWith("\"status\":\"UP\"}")
        .doesNotContain("DOWN");
  }

  @Test
  void refusesADatabaseOfItsOwnWhenItRunsApart() {
    assertThatThrownBy(() -> WorkerApplication.start(arguments("127.0.0.1:1", "worker")))
        .hasStackTraceContaining("windlass worker: windlass.store.file names a file")
        .hasStackTraceContaining("need PostgreSQL");
  }

  private static String[] arguments(String target, String role) {
    return List.of(
            "--windlass.engine.target=" + target,
            "--windlass.store.role=" + role,
            "--windlass.store.file=" + directory.resolve("store"),
            "--windlass.store.artifacts=" + directory.resolve("artifacts"),
            "--windlass.grants.everything=true",
            "--windlass.worker.zones=dmz",
            "--server.port=0")
        .toArray(String[]::new);
  }

  private static Open open() {
    return new Open(
        "d1",
        "shop",
        "production",
        PlanKind.DEPLOYMENT,
        "cafe1234",
        "4f2c9a1",
        "dev-1",
        Instant.EPOCH);
  }

  private static String get(String path) throws IOException, InterruptedException {
    String port =
        Optional.ofNullable(worker.getEnvironment().getProperty("local.server.port")).orElseThrow();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Asks for one activity of the worker under test. */
  @WorkflowInterface
  public interface Opening {
    @WorkflowMethod
    Opened run(Open request);
  }

  /** On a queue of the test's own. */
  public static final class OpeningImpl implements Opening {
    @Override
    public Opened run(Open request) {
      return Workflow.newActivityStub(LedgerActivities.class, ActivityPolicies.central("number"))
          .open(request);
    }
  }
}

package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.api.doors.Caller.Answer;
import dev.windlass.store.Store;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WindlassJson;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.watch.StandingWatchWorkflow;
import dev.windlass.workflows.watch.StandingWatchWorkflow.WatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@OpenDoors
class DeploymentDoorTest {

  @Autowired private WorkflowClient engine;
  @Autowired private Store store;
  @Autowired private FakeLedger ledger;

  @LocalServerPort int port;
  private Visitors visitors = new Visitors(0);

  @BeforeEach
  void arrive() {
    visitors = new Visitors(port);
  }

  @Test
  void startsAPlanAndLinksToEverythingAboutIt() {
    String application = visitors.newApplication();
    String plan = visitors.plan(application, "staging");

    Answer started = visitors.admin().post("/api/v1/deployments", "{\"plan\": \"" + plan + "\"}");

    assertThat(started.status()).as(started.text()).isEqualTo(201);
    assertThat(started.at("/planHash")).isEqualTo(plan);
    assertThat(started.at("/links/events"))
        .isEqualTo("/api/v1/deployments/" + started.at("/id") + "/events");
    assertThat(started.at("/links/temporal"))
        .startsWith("http://temporal.example:8233/namespaces/")
        .contains("/workflows/change%2F" + application + "%2Fstaging/");
  }

  @Test
  void makesOneDeploymentOfTheSameKeyTwice() {
    String application = visitors.newApplication();
    String body = "{\"plan\": \"" + visitors.plan(application, "staging") + "\"}";

    Answer first =
        visitors.admin().post("/api/v1/deployments", body, "Idempotency-Key", application);
    Answer second =
        visitors.admin().post("/api/v1/deployments", body, "Idempotency-Key", application);

    assertThat(first.status()).as(first.text()).isEqualTo(201);
    assertThat(second.status()).as(second.text()).isEqualTo(200);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(first.at("/id")).isEqualTo(application);
  }

  @Test
  void makesOneDeploymentOfTheSameKeyManyTimesAtOnce() throws Exception {
    String application = visitors.newApplication();
    String body = "{\"plan\": \"" + visitors.plan(application, "staging") + "\"}";

    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Answer> start =
          () -> visitors.admin().post("/api/v1/deployments", body, "Idempotency-Key", application);
      for (Future<Answer> answer : threads.invokeAll(Collections.nCopies(8, start))) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).extracting(Answer::status).containsOnly(200, 201).containsOnlyOnce(201);
    assertThat(answers).extracting(answer -> answer.at("/id")).containsOnly(application);
    assertThat(visitors.admin().get("/api/v1/deployments?application=" + application).json())
        .hasSize(1);
  }

  @Test
  void refusesAPlanThatTemporalWouldNotTake() {
    String application = visitors.newApplication();
    DeploymentPlan plan =
        store.plans().find(application, visitors.plan(application, "staging")).getFirst().plan();
    byte[] noise = new byte[2 << 20];
    new Random(7).nextBytes(noise);
    String hash =
        store.plans().put(with(plan, HexFormat.of().formatHex(noise)), "admin", Instant.now());

    Answer refused = visitors.admin().post("/api/v1/deployments", "{\"plan\": \"" + hash + "\"}");

    assertThat(refused.status()).as(refused.text()).isEqualTo(413);
    assertThat(refused.at("/detail"))
        .contains("after compression, expected at most 1 MB")
        .contains("Nothing changed");
    assertThat(visitors.admin().get("/api/v1/deployments?application=" + application).json())
        .isEmpty();
    assertThat(visitors.deployment(application, "staging")).as("the lock is free").isNotEmpty();
  }

  @Test
  void refusesTheSameKeyForAnotherPlan() {
    String application = visitors.newApplication();
    String staging = "{\"plan\": \"" + visitors.plan(application, "staging") + "\"}";
    String production = "{\"plan\": \"" + visitors.plan(application, "production") + "\"}";
    visitors.admin().post("/api/v1/deployments", staging, "Idempotency-Key", application);

    Answer refused =
        visitors.admin().post("/api/v1/deployments", production, "Idempotency-Key", application);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.at("/detail")).contains("was used before for " + application + " staging");
  }

  @Test
  void refusesASecondStartAndNamesTheHolderAndWhatToType() {
    String application = visitors.newApplication();
    String number = visitors.deployment(application, "production");
    String plan = visitors.plan(application, "production");

    Answer refused = visitors.admin().post("/api/v1/deployments", "{\"plan\": \"" + plan + "\"}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.type()).startsWith("application/problem+json");
    assertThat(refused.at("/detail"))
        .contains(application + " production is being changed by admin since")
        .contains("deployment " + number + ", 4f2c9a1, waiting")
        .endsWith("Nothing changed.");
    assertThat(refused.at("/next"))
        .isEqualTo("windlass status production · windlass abort " + number);
    assertThat(refused.at("/holder/number")).isEqualTo(number);
  }

  @Test
  void startsAsSoonAsTheRunBeforeItHasEndedAlsoWhenThatHasNotClosedYet() {
    String application = visitors.newApplication();
    String number = visitors.deployment(application, "staging");
    String body = "{\"plan\": \"" + visitors.plan(application, "staging") + "\"}";
    ledger.closesWithin(Duration.ofSeconds(2));
    visitors.admin().post("/api/v1/deployments/" + number + "/approve", "{}");
    ended("/api/v1/deployments/" + number);

    Answer next = visitors.admin().post("/api/v1/deployments", body);
    ledger.closesWithin(Duration.ZERO);

    assertThat(next.status()).as(next.text()).isEqualTo(201);
  }

  @Test
  void showsARunningDeploymentLiveAndAnEndedOneFromTheLedger() {
    String application = visitors.newApplication();
    String number = visitors.deployment(application, "staging");
    String path = "/api/v1/deployments/" + number;
    assertThat(visitors.admin().get(path).at("/status/can/0")).isEqualTo("approve");

    assertThat(visitors.admin().post(path + "/approve", "{}").status()).isEqualTo(200);

    Answer ended = ended(path);
    assertThat(ended.at("/outcome")).isEqualTo("succeeded");
    assertThat(ended.at("/release")).isEqualTo("20261121-" + number);
    assertThat(ended.at("/status/timeline/0/text")).isEqualTo("gate go waits");
    assertThat(visitors.admin().get(path + "/timeline?after=1").at("/0/text")).isEqualTo("the end");
  }

  @Test
  void listsByApplicationAndOutcome() {
    String application = visitors.newApplication();
    String staging = visitors.deployment(application, "staging");
    String production = visitors.deployment(application, "production");
    visitors.admin().post("/api/v1/deployments/" + staging + "/approve", "{}");
    ended("/api/v1/deployments/" + staging);
    String list = "/api/v1/deployments?application=" + application;

    assertThat(visitors.admin().get(list).json()).hasSize(2);
    assertThat(visitors.admin().get(list + "&outcome=succeeded").at("/0/number"))
        .isEqualTo(staging);
    assertThat(visitors.admin().get(list + "&outcome=running").at("/0/number"))
        .isEqualTo(production);
    assertThat(visitors.admin().get(list + "&environment=production&limit=1").json()).hasSize(1);
    assertThat(visitors.admin().get(list + "&outcome=fine").at("/detail"))
        .contains("expected running, succeeded");
  }

  @Test
  void tellsHowAnEnvironmentStands() {
    String application = visitors.newApplication();
    String path = "/api/v1/applications/" + application + "/environments/staging/";
    String first = visitors.deployment(application, "staging");
    visitors.admin().post("/api/v1/deployments/" + first + "/approve", "{}");
    ended("/api/v1/deployments/" + first);
    String second = visitors.deployment(application, "staging");

    Answer status = visitors.admin().get(path + "status");

    assertThat(status.at("/live/id")).isEqualTo("20261121-" + first);
    assertThat(status.at("/last/number")).isEqualTo(first);
    assertThat(status.at("/running/number")).isEqualTo(second);
    assertThat(status.at("/running/status/phase")).isEqualTo("waiting");
  }

  @Test
  void tellsWhatTheStandingWatchOfAnEnvironmentSays() {
    String application = visitors.newApplication();
    visitors.deployment(application, "staging");
    Change change = new Change("d", 7, application, "staging", "20261121-7", "4f2c9a1");
    DeploymentPlan plan = store.plans().find(application, "").getFirst().plan();
    StandingWatchWorkflow watch =
        engine.newWorkflowStub(
            StandingWatchWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.environment(application, "staging"))
                .setTaskQueue(TaskQueues.CENTRAL)
                .build());
    WorkflowClient.start(watch::run, new WatchRequest(change, plan));
    String path = "/api/v1/applications/" + application + "/environments/staging/status";

    Answer alarmed = visitors.admin().get(path);
    watch.end(null);

    assertThat(alarmed.at("/watch/phase")).isEqualTo("alarm");
    assertThat(alarmed.at("/watch/every")).isEqualTo("PT30S");
    assertThat(alarmed.at("/watch/alarms/0/check")).isEqualTo("up");
    assertThat(alarmed.at("/watch/alarms/0/kind")).isEqualTo("failing");
    assertThat(alarmed.at("/watch/alarms/0/since")).isEqualTo("2026-11-22T03:12:00Z");
    await()
        .untilAsserted(
            () -> assertThat(visitors.admin().get(path).json().path("watch").isNull()).isTrue());
  }

  @Test
  void saysOfARunThatWasTerminatedThatItNeverClosed() {
    String application = visitors.newApplication();
    String path = "/api/v1/applications/" + application + "/environments/staging/";
    String number = visitors.deployment(application, "staging");
    engine
        .newUntypedWorkflowStub(WorkflowIds.change(application, "staging"))
        .terminate("by somebody in the UI");

    Answer status = visitors.admin().get(path + "status");

    assertThat(status.json().path("running").isNull()).isTrue();
    assertThat(status.json().path("unclosed")).hasSize(1);
    assertThat(status.at("/unclosed/0/number")).isEqualTo(number);
    assertThat(status.at("/unclosed/0/remark")).contains("ended in Temporal from outside");
  }

  @Test
  void plansToRecoverWhatATerminatedRunLeft() {
    String application = visitors.newApplication();
    String path = "/api/v1/applications/" + application + "/environments/staging/plans";
    String number = visitors.deployment(application, "staging");
    engine
        .newUntypedWorkflowStub(WorkflowIds.change(application, "staging"))
        .terminate("by somebody in the UI");

    Answer plan = visitors.admin().post(path, "{\"recover\": {}}");

    assertThat(plan.status()).isEqualTo(201);
    assertThat(plan.at("/plan/kind")).isEqualTo("RECOVERY");
    assertThat(plan.at("/plan/release/left/0/number")).isEqualTo(number);
    assertThat(plan.at("/text")).contains("deployment " + number);
  }

  @Test
  void takesAMarkBack() {
    String application = visitors.newApplication();
    String path = "/api/v1/applications/" + application + "/environments/staging/releases";
    String number = visitors.deployment(application, "staging");
    visitors.admin().post("/api/v1/deployments/" + number + "/abort", "{}");
    ended("/api/v1/deployments/" + number);
    assertThat(visitors.admin().get(path).at("/0/bad")).isEqualTo("true");

    int unmarked = visitors.admin().post(path + "/20261121-" + number + "/unmark", "").status();

    assertThat(unmarked).isEqualTo(204);
    assertThat(visitors.admin().get(path).at("/0/bad")).isEqualTo("false");
    assertThat(visitors.admin().post(path + "/none/unmark", "").status()).isEqualTo(404);
  }

  /** The same plan with another address. */
  private static DeploymentPlan with(DeploymentPlan plan, String url) {
    ObjectNode json = WindlassJson.mapper().valueToTree(plan);
    return WindlassJson.mapper().convertValue(json.put("url", url), DeploymentPlan.class);
  }

  private Answer ended(String path) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> visitors.admin().get(path),
            view ->
                !view.at("/endedAt").isEmpty()
                    && !view.at("/endedAt").equals("null")
                    && view.at("/phase").equals("ended"));
  }
}

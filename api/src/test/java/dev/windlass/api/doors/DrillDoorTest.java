package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.api.doors.Caller.Answer;
import dev.windlass.store.Store;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.WindlassDataConverter;
import dev.windlass.workflows.drill.DrillFinding;
import dev.windlass.workflows.drill.DrillLedgerActivities.CloseDrill;
import dev.windlass.workflows.drill.DrillLedgerActivities.OpenDrill;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import dev.windlass.workflows.drill.DrillReason;
import dev.windlass.workflows.drill.DrillReport.Timings;
import dev.windlass.workflows.drill.DrillReport;
import dev.windlass.workflows.drill.DrillWorkflow.DrillRequest;
import dev.windlass.workflows.drill.DrillWorkflow.Pick;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@OpenDoors
class DrillDoorTest {

  private static final Instant BEGAN = Instant.parse("2026-11-22T05:03:00Z");

  private static final String DECLARED =
      """
      database: {mariadb: "db-1/shop", user: shop}
      backups: {database: {}, stores: ["file:///var/backups"]}
      drills: {scratch: {server: scratch-1, user: drill}}
      """
          .indent(4);

  @LocalServerPort int port;
  @Autowired private Store store;
  @Autowired private WorkflowClient client;
  private Visitors visitors = new Visitors(0);

  @BeforeEach
  void arrive() {
    visitors = new Visitors(port);
  }

  @Test
  void oneDrillRunsAtATime() {
    String application = declared("");

    Answer first = visitors.admin().post(path(application), "{\"backup\": \"random\"}");
    Answer second = visitors.admin().post(path(application), "{}");

    assertThat(first.status()).isEqualTo(202);
    assertThat(first.at("/workflowId")).isEqualTo("drill/" + application + "/staging");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.at("/detail")).contains("drill/" + application + "/staging");
  }

  @Test
  void aControlIsMadeWhereItIsAskedFor() {
    String application = declared("");

    Answer started = visitors.admin().post(path(application), "{\"control\": true}");

    assertThat(started.status()).isEqualTo(202);
    assertThat(request(started).control()).isTrue();
    assertThat(request(started).pick()).isEqualTo(Pick.LATEST);
  }

  @Test
  void noControlIsMadeBeforeItsTurnWhereNobodyAsks() {
    String application = declared("");

    assertThat(request(visitors.admin().post(path(application), "{}")).control()).isFalse();
  }

  @Test
  void whoPutsAFileHearsThatItsDrillsDoNotRunByThemselvesHere() {
    String application = visitors.newApplication();

    Answer put = put(application, ", schedule: weekly Sun 04:45, alarm: 8d");

    assertThat(put.json().path("remarks")).hasSize(1);
    assertThat(put.at("/remarks/0"))
        .isEqualTo(
            "staging: this engine has no schedules, so nothing drills its backups by itself;"
                + " windlass drill staging does, also from a timer of yours, or: windlass up"
                + " --engine temporal");
  }

  @Test
  void theListOfSchedulesSaysSoToo() {
    String application = declared(", schedule: weekly Sun 04:45");

    Answer schedules = visitors.admin().get(path(application) + "/schedules");

    assertThat(schedules.json()).hasSize(1);
    assertThat(schedules.at("/0/kind")).isEqualTo("drill");
    assertThat(schedules.at("/0/at")).isEqualTo("weekly Sun 04:45");
    assertThat(schedules.at("/0/state")).isEqualTo("missing");
    assertThat(schedules.at("/0/remark")).contains("has no schedules");
  }

  @Test
  void thereIsNoScheduleWhereNoneIsDeclared() {
    assertThat(visitors.admin().get(path(declared("")) + "/schedules").json()).isEmpty();
  }

  private String declared(String more) {
    String application = visitors.newApplication();
    put(application, more);
    return application;
  }

  private Answer put(String application, String more) {
    String yaml =
        Visitors.yaml(application)
            .replace(
                "  production:\n",
                DECLARED.replace("user: drill}", "user: drill}" + more) + "  production:\n");
    Answer put = visitors.admin().put("/api/v1/applications/" + application, "text/yaml", yaml);
    assertThat(put.status()).as(put.text()).isEqualTo(200);
    return put;
  }

  /** What the run was begun with. */
  private DrillRequest request(Answer started) {
    HistoryEvent first = client.fetchHistory(started.at("/workflowId")).getEvents().getFirst();
    return WindlassDataConverter.get()
        .fromPayload(
            first.getWorkflowExecutionStartedEventAttributes().getInput().getPayloads(0),
            DrillRequest.class,
            DrillRequest.class);
  }

  @Test
  void whatIsNotDeclaredIsNotDrilled() {
    String application = visitors.newApplication();

    Answer answer = visitors.admin().post(path(application), "{}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.at("/detail")).contains("declares no drills of staging. Nothing changed.");
  }

  @Test
  void whatRunsIsAborted() {
    String application = declared("");
    Answer begun = visitors.admin().post(path(application), "{}");

    Answer aborted = visitors.admin().post(path(application) + "/abort", "{}");

    assertThat(aborted.status()).as(aborted.text()).isEqualTo(202);
    assertThat(aborted.at("/workflowId")).isEqualTo("drill/" + application + "/staging");
    assertThat(aborted.at("/runId")).isEqualTo(begun.at("/runId"));
    assertThatThrownBy(() -> run(begun).getResult(DrillReport.class))
        .cause()
        .matches(failure -> Failures.is(failure, FailureType.ABORTED))
        .hasMessageContaining("by admin");
  }

  @Test
  void namesTheDrillThatItAborts() {
    String application = declared("");
    Answer begun = visitors.admin().post(path(application), "{}");
    String id = open(application, begun.at("/runId"));

    Answer aborted = visitors.admin().post(path(application) + "/abort", "{}");

    assertThat(aborted.at("/drill")).isEqualTo(id);
  }

  @Test
  void whereNoneRunsThereIsNothingToAbort() {
    String application = declared("");
    Answer begun = visitors.admin().post(path(application), "{}");
    run(begun).terminate("by hand");

    Answer ended = visitors.admin().post(path(application) + "/abort", "{}");
    Answer never = visitors.admin().post(path(visitors.newApplication()) + "/abort", "{}");

    for (Answer answer : List.of(ended, never)) {
      assertThat(answer.status()).as(answer.text()).isEqualTo(409);
      assertThat(answer.at("/detail")).endsWith("staging runs. Nothing changed.");
      assertThat(answer.at("/next")).isEqualTo("windlass drills staging");
    }
  }

  @Test
  void whoMayOnlyLookAbortsNothing() {
    String application = declared("");
    Answer begun = visitors.admin().post(path(application), "{}");

    Answer refused = visitors.with("viewer", "*", "*").post(path(application) + "/abort", "{}");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(run(begun).describe().getStatus())
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
  }

  private WorkflowStub run(Answer begun) {
    return client.newUntypedWorkflowStub(begun.at("/workflowId"));
  }

  @Test
  void showsWhatDrillsProved() {
    String application = visitors.newApplication();
    String id = keep(application);

    Answer list = visitors.admin().get(path(application));
    Answer page = visitors.admin().get(path(application) + "/" + id + "/report");

    assertThat(list.at("/0/state")).isEqualTo("fail");
    assertThat(list.at("/0/recoverySeconds")).isEqualTo("140.0");
    assertThat(list.at("/0/recoveryObjectiveSeconds")).isEqualTo("1800.0");
    assertThat(list.at("/0/findings/0/reason")).isEqualTo("orphans");
    assertThat(page.text()).contains("# Drill " + id + " of " + application + " staging: fail");
    assertThat(visitors.admin().get(path(application) + "/dr-never/report").status())
        .isEqualTo(404);
  }

  private String keep(String application) {
    String id = open(application, application);
    DrillReport report =
        new DrillReport(
            id,
            application,
            "staging",
            "dev-1",
            BEGAN,
            BEGAN.plusSeconds(150),
            "b-1",
            BEGAN,
            "s3://offsite/shop",
            "windlass_drill_1",
            Verdict.FAIL,
            List.of(DrillFinding.fail("foreign keys", DrillReason.ORPHANS, "3 orphans")),
            new Timings(Duration.ofSeconds(40), Duration.ofSeconds(80), Duration.ofSeconds(20), 9),
            Duration.ofHours(5),
            new Objectives(Duration.ofMinutes(30), null),
            false,
            List.of());
    store.drills().close(new CloseDrill(report, "drill", false));
    return id;
  }

  private String open(String application, String run) {
    return store
        .drills()
        .open(
            new OpenDrill(run, "drill", application, "staging", "dev-1", "windlass_drill_", BEGAN))
        .id();
  }

  private static String path(String application) {
    return "/api/v1/applications/" + application + "/environments/staging/drills";
  }
}

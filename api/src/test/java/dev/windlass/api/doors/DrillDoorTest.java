package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.api.doors.Caller.Answer;
import dev.windlass.store.Store;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.drill.DrillFinding;
import dev.windlass.workflows.drill.DrillLedgerActivities.CloseDrill;
import dev.windlass.workflows.drill.DrillLedgerActivities.OpenDrill;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import dev.windlass.workflows.drill.DrillReason;
import dev.windlass.workflows.drill.DrillReport;
import dev.windlass.workflows.drill.DrillReport.Timings;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
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
    String application = declared();

    Answer first = visitors.admin().post(path(application), "{\"backup\": \"random\"}");
    Answer second = visitors.admin().post(path(application), "{}");

    assertThat(first.status()).isEqualTo(202);
    assertThat(first.at("/workflowId")).isEqualTo("drill/" + application + "/staging");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.at("/detail")).contains("drill/" + application + "/staging");
  }

  private String declared() {
    String application = visitors.newApplication();
    String yaml =
        Visitors.yaml(application).replace("  production:\n", DECLARED + "  production:\n");
    assertThat(
            visitors.admin().put("/api/v1/applications/" + application, "text/yaml", yaml).status())
        .isEqualTo(200);
    return application;
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
    String application = declared();
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
    String application = declared();
    Answer begun = visitors.admin().post(path(application), "{}");
    String id = open(application, begun.at("/runId"));

    Answer aborted = visitors.admin().post(path(application) + "/abort", "{}");

    assertThat(aborted.at("/drill")).isEqualTo(id);
  }

  @Test
  void whereNoneRunsThereIsNothingToAbort() {
    String application = declared();
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
    String application = declared();
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
            List.of(),
            null);
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

package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.api.doors.Caller.Answer;
import dev.windlass.store.Store;
import dev.windlass.workflows.backup.BackupWorkflow.BackupStatus;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.CatalogueActivities.Close;
import dev.windlass.workflows.backup.CatalogueActivities.Open;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@OpenDoors
class BackupDoorTest {

  private static final Instant BEGAN = Instant.parse("2026-11-22T05:03:00Z");

  private static final String DECLARED =
      """
      database: {mariadb: "db-1/shop", user: shop}
      backups: {database: {}, stores: ["file:///var/backups"]}
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
  void whatRunsIsAborted() {
    String application = declared();
    Answer begun = begin(application);
    String id = known(application, begun.at("/runId"), Occasion.PERSON);

    Answer aborted = abort(application, id);

    assertThat(aborted.status()).as(aborted.text()).isEqualTo(202);
    assertThatThrownBy(() -> run(begun).getResult(BackupStatus.class))
        .cause()
        .matches(failure -> Failures.is(failure, FailureType.ABORTED))
        .hasMessageContaining("by admin");
  }

  @Test
  void whatHasEndedOrWasEndedFromOutsideIsNotAborted() {
    String application = declared();
    Answer begun = begin(application);
    String dead = known(application, begun.at("/runId"), Occasion.PERSON);
    run(begun).terminate("by hand");
    String done = known(application, "run-" + application, Occasion.SCHEDULE);
    store.backups().close(new Close(done, null, BEGAN.plusSeconds(9)));

    for (String id : List.of(dead, done)) {
      Answer answer = abort(application, id);
      assertThat(answer.status()).as(answer.text()).isEqualTo(409);
      assertThat(answer.at("/detail")).isEqualTo(id + " is not being taken. Nothing changed.");
      assertThat(answer.at("/next")).isEqualTo("windlass backups staging");
    }
  }

  @Test
  void aSafetyBackupEndsWithItsRestore() {
    String application = declared();
    String id = known(application, "run-" + application, Occasion.SAFETY);

    Answer answer = abort(application, id);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.at("/next")).isEqualTo("windlass restore staging --abort <restore>");
  }

  @Test
  void whatIsOfAnotherEnvironmentIsUnknown() {
    String application = declared();
    String id = known(declared(), "run-" + application, Occasion.PERSON);

    assertThat(abort(application, id).status()).isEqualTo(404);
    assertThat(abort(application, "b-nowhere").status()).isEqualTo(404);
  }

  @Test
  void whoMayOnlyLookAbortsNothing() {
    String application = declared();
    Answer begun = begin(application);
    String id = known(application, begun.at("/runId"), Occasion.PERSON);

    Answer refused =
        visitors.with("viewer", "*", "*").post(path(application) + "/" + id + "/abort", "{}");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(run(begun).describe().getStatus())
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
  }

  private Answer begin(String application) {
    Answer begun = visitors.admin().post(path(application), "{\"kind\": \"DATABASE\"}");
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    return begun;
  }

  private Answer abort(String application, String id) {
    return visitors.admin().post(path(application) + "/" + id + "/abort", "{}");
  }

  private String known(String application, String run, Occasion occasion) {
    return store
        .backups()
        .open(new Open(run, application, "staging", "database", occasion, "admin", BEGAN));
  }

  private WorkflowStub run(Answer begun) {
    return client.newUntypedWorkflowStub(begun.at("/workflowId"));
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

  private static String path(String application) {
    return "/api/v1/applications/" + application + "/environments/staging/backups";
  }
}

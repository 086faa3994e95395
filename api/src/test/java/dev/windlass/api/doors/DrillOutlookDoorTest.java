package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.doors.Caller.Answer;
import dev.windlass.workflows.contract.WindlassDataConverter;
import dev.windlass.workflows.drill.DrillWorkflow.DrillRequest;
import dev.windlass.workflows.drill.DrillWorkflow.Pick;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Drills by themselves on an engine that has no schedules, and controls that are asked for. */
@OpenDoors
class DrillOutlookDoorTest {

  private static final String DECLARED =
      """
      database: {mariadb: "db-1/shop", user: shop}
      backups: {database: {}, stores: ["file:///var/backups"]}
      drills: {scratch: {server: scratch-1, user: drill}%s}
      """
          .indent(4);

  @LocalServerPort int port;
  @Autowired private WorkflowClient client;
  private Visitors visitors = new Visitors(0);

  @BeforeEach
  void arrive() {
    visitors = new Visitors(port);
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
            .replace("  production:\n", DECLARED.formatted(more) + "  production:\n");
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

  private static String path(String application) {
    return "/api/v1/applications/" + application + "/environments/staging/drills";
  }
}

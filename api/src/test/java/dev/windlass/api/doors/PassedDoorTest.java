package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.doors.Caller.Answer;
import dev.windlass.store.Store;
import dev.windlass.store.ledger.Ending;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.ledger.LedgerActivities.Open;
import dev.windlass.workflows.plan.PlanKind;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Production plans only what staging has passed. */
@OpenDoors
class PassedDoorTest {

  @LocalServerPort int port;
  @Autowired Store store;
  private Visitors visitors = new Visitors(0);

  @BeforeEach
  void arrive() {
    visitors = new Visitors(port);
  }

  @Test
  void refusesThePlanOfAnArtifactThatDidNotPass() {
    String application = application();

    Answer plan = plan(application);

    assertThat(plan.status()).isEqualTo(422);
    assertThat(plan.at("/errors/0/where")).isEqualTo("passed");
    assertThat(plan.at("/errors/0/what"))
        .isEqualTo(
            "staging: artifact %s of 4f2c9a1 has not passed, expected within 7 d;"
                    .formatted(digest(application).substring(0, 12))
                + " live there is nothing");
    assertThat(plan.at("/errors/0/mend")).startsWith("windlass deploy staging");
  }

  @Test
  void plansWhatPassed() {
    String application = application();
    staging(application, Instant.now());

    assertThat(plan(application).status()).isEqualTo(201);
  }

  @Test
  void refusesWhatPassedTooLongAgo() {
    String application = application();
    staging(application, Instant.now().minusSeconds(8 * 86_400 + 60));

    assertThat(plan(application).at("/errors/0/what"))
        .contains(" passed 8 d ", "ago in deployment", "expected within 7 d");
  }

  private void staging(String application, Instant at) {
    String id = application + "-d";
    store
        .ledger()
        .open(
            new Open(
                id, application, "staging", PlanKind.DEPLOYMENT, "cafe", "4f2c9a1", "dev-1", at));
    store
        .ledger()
        .close(
            new Ending(id, Outcome.SUCCEEDED, "", "r1", digest(application), "r1", null, at, null));
  }

  private String application() {
    String application = Visitors.application();
    String yaml =
        Visitors.yaml(application)
            .replace("  production:", "  production:\n    passed: {staging: 7d}");
    Answer put = visitors.admin().put("/api/v1/applications/" + application, "text/yaml", yaml);
    assertThat(put.status()).as(put.text()).isEqualTo(200);
    return application;
  }

  private Answer plan(String application) {
    visitors
        .admin()
        .put("/api/v1/artifacts/" + digest(application), Visitors.artifact(application));
    return visitors
        .admin()
        .post(
            "/api/v1/applications/%s/environments/production/plans".formatted(application),
            "{\"artifact\": {\"digest\": \"%s\", \"revision\": \"4f2c9a1\"}}"
                .formatted(digest(application)));
  }

  private static String digest(String application) {
    return Visitors.digest(Visitors.artifact(application));
  }
}

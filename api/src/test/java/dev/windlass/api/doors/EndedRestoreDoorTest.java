package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.doors.Caller.Answer;
import dev.windlass.store.Store;
import dev.windlass.workflows.restore.RestoreRecordActivities.Open;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A plan names a restore that was terminated in Temporal, and what to type. */
@OpenDoors
class EndedRestoreDoorTest {

  @LocalServerPort int port;
  @Autowired private Store store;
  private Visitors visitors = new Visitors(0);
  private String application = "";

  @BeforeEach
  void arrive() {
    visitors = new Visitors(port);
    application = Visitors.application();
    Answer put =
        visitors
            .admin()
            .put("/api/v1/applications/" + application, "text/yaml", Visitors.yaml(application));
    assertThat(put.status()).as(put.text()).isEqualTo(200);
  }

  @Test
  void refusesADeploymentUntilSomebodyHasLooked() {
    String id = begun("change/" + application + "/production");

    Answer refused = plan();

    assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    assertThat(refused.at("/errors/0/where")).isEqualTo("restore " + id);
    assertThat(refused.at("/errors/0/what")).contains("nobody knows what shop at db-1:3306 holds");
    assertThat(refused.at("/errors/0/mend")).endsWith("windlass restore production --abort " + id);
    String abort =
        "/api/v1/applications/%s/environments/production/restores/%s/abort"
            .formatted(application, id);
    assertThat(visitors.admin().post(abort, "{}").status()).isEqualTo(202);
    assertThat(plan().status()).isEqualTo(201);
  }

  @Test
  void isSilentAboutOneIntoAnotherTarget() {
    begun("restore/" + application + "/production/rehearsal");

    assertThat(plan().status()).isEqualTo(201);
  }

  private String begun(String workflow) {
    return store
        .restores()
        .open(
            new Open(
                workflow,
                UUID.randomUUID().toString(),
                application,
                "production",
                "b-1",
                "shop at db-1:3306",
                "abc",
                "dev-1",
                Instant.now()));
  }

  private Answer plan() {
    byte[] artifact = Visitors.artifact(application);
    String digest = Visitors.digest(artifact);
    visitors.admin().put("/api/v1/artifacts/" + digest, artifact);
    return visitors
        .admin()
        .post(
            "/api/v1/applications/%s/environments/production/plans".formatted(application),
            "{\"artifact\": {\"digest\": \"%s\", \"revision\": \"4f2c9a1\"}}".formatted(digest));
  }
}

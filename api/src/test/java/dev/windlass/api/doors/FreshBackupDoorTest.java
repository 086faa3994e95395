package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.doors.Caller.Answer;
import dev.windlass.store.Store;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.CatalogueActivities.Open;
import dev.windlass.workflows.backup.CatalogueActivities.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A plan is refused already where its deployment would find no backup that is young enough. */
@OpenDoors
class FreshBackupDoorTest {

  private static final String DECLARED =
      """
      database: {mariadb: "db-1/shop", user: shop}
      backups:
        database: {beforeDeployment: {youngerThan: 6h, otherwise: refuse}}
        stores: ["file:///var/backups"]
      """
          .indent(4);

  @LocalServerPort int port;
  @Autowired private Store store;
  private Visitors visitors = new Visitors(0);
  private String application = "";

  @BeforeEach
  void arrive() {
    visitors = new Visitors(port);
    application = Visitors.application();
    String yaml =
        Visitors.yaml(application).replace("  production:\n", "  production:\n" + DECLARED);
    Answer put = visitors.admin().put("/api/v1/applications/" + application, "text/yaml", yaml);
    assertThat(put.status()).as(put.text()).isEqualTo(200);
  }

  @Test
  void refusesAPlanWithoutAnyBackup() {
    assertRefused("there is none, one younger than 6 h is expected");
  }

  @Test
  void plansWithOneThatIsYoungEnough() {
    backup(Duration.ofHours(5), null, false);

    Answer plan = plan();

    assertThat(plan.status()).as(plan.text()).isEqualTo(201);
  }

  @Test
  void refusesOneThatIsTooOld() {
    String id = backup(Duration.ofHours(7), null, false);

    assertRefused("the newest, %s, is 7 h ".formatted(id));
  }

  @Test
  void whatARestoreReplacedInARehearsalIsNoneOfProduction() {
    backup(Duration.ofHours(1), "rehearsal", false);

    assertRefused("there is none, one younger than 6 h is expected");
  }

  @Test
  void oneOfSomeTablesIsNotOneOfTheDatabase() {
    backup(Duration.ofHours(1), null, true);

    assertRefused("there is none, one younger than 6 h is expected");
  }

  private void assertRefused(String why) {
    Answer plan = plan();

    assertThat(plan.status()).as(plan.text()).isEqualTo(422);
    assertThat(plan.at("/errors/0/where")).isEqualTo("backup of the database");
    assertThat(plan.at("/errors/0/what")).startsWith(why);
    assertThat(plan.at("/errors/0/mend")).isEqualTo("windlass backup production");
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

  /**
   * @param target of the restore that took it; null where it is of the environment's own database
   * @param selected whether it has only some tables
   */
  private String backup(Duration age, @Nullable String target, boolean selected) {
    Instant at = Instant.now().minus(age);
    Occasion occasion = target == null ? Occasion.SCHEDULE : Occasion.SAFETY;
    String id =
        store
            .backups()
            .open(
                new Open(
                    UUID.randomUUID().toString(),
                    application,
                    "production",
                    "database",
                    occasion,
                    "dev-1",
                    at,
                    target));
    Taken taken =
        new Taken("ab".repeat(32), 12, 3_400, 9_000, 1_200, "7", null, false, selected, List.of());
    store.backups().stored(new Stored(id, "file:///var/backups", taken, at));
    return id;
  }
}

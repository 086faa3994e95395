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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What happens to backups by itself, on an engine that has no schedules. */
@OpenDoors
class BackupOutlookDoorTest {

  private static final Taken TAKEN = new Taken("ab".repeat(32), 12, 3_400, 9_000, 1_200, "7", null);

  @LocalServerPort int port;
  @Autowired Store store;
  private Visitors visitors = new Visitors(0);

  @BeforeEach
  void arrive() {
    visitors = new Visitors(port);
  }

  @Test
  void whoPutsAFileHearsThatItsScheduleDoesNothingHere() {
    String application = Visitors.application();

    Answer put = put(application, "schedule: daily 02:15");

    assertThat(put.json().path("remarks")).hasSize(1);
    assertThat(put.at("/remarks/0"))
        .startsWith("production: this engine has no schedules")
        .contains("windlass backup production");
  }

  @Test
  void aFileWithoutSchedulesNeedsNoRemark() {
    assertThat(put(Visitors.application(), "limit: 1h").json().path("remarks")).isEmpty();
  }

  @Test
  void theListOfSchedulesSaysSoToo() {
    String application = Visitors.application();
    put(application, "schedule: daily 02:15");

    Answer schedules = visitors.admin().get(path(application) + "/schedules");

    assertThat(schedules.at("/0/at")).isEqualTo("daily 02:15");
    assertThat(schedules.at("/0/zone")).isEqualTo("Europe/Berlin");
    assertThat(schedules.at("/0/state")).isEqualTo("missing");
    assertThat(schedules.at("/0/remark")).contains("has no schedules");
  }

  @Test
  void retentionIsShownWithItsReasonsAndDeletesNothing() {
    String application = Visitors.application();
    put(application, "keep: {daily: 1}");
    Instant now = Instant.now();
    String old = backup(application, now.minus(Duration.ofDays(9)));
    String young = backup(application, now.minus(Duration.ofMinutes(2)));

    Answer shown = visitors.admin().get(path(application) + "/retention");

    assertThat(shown.at("/0/kind")).isEqualTo("database");
    assertThat(shown.at("/0/keep/0/id")).isEqualTo(young);
    assertThat(shown.at("/0/keep/0/why/0")).isEqualTo("newest");
    assertThat(shown.at("/0/keep/0/why/1")).startsWith("daily of ");
    assertThat(shown.at("/0/delete/0/id")).isEqualTo(old);
    assertThat(shown.at("/0/delete/0/storedBytes")).isEqualTo("1200");
    assertThat(store.backups().whole(application, "production", "database")).hasSize(2);
  }

  @Test
  void withoutAWordOnHowLongEverythingStays() {
    String application = Visitors.application();
    put(application, "limit: 1h");
    backup(application, Instant.now().minus(Duration.ofDays(900)));
    backup(application, Instant.now().minus(Duration.ofDays(1)));

    Answer shown = visitors.admin().get(path(application) + "/retention");

    assertThat(shown.json().at("/0/keep")).hasSize(2);
    assertThat(shown.at("/0/keep/1/why/0")).isEqualTo("the file declares no keep");
    assertThat(shown.json().at("/0/delete")).isEmpty();
  }

  private String backup(String application, Instant at) {
    String id =
        store
            .backups()
            .open(
                new Open(
                    application + at,
                    application,
                    "production",
                    "database",
                    Occasion.PERSON,
                    "dev-1",
                    at));
    store.backups().stored(new Stored(id, "file:///var/backups", TAKEN, at));
    return id;
  }

  private static String path(String application) {
    return "/api/v1/applications/" + application + "/environments/production/backups";
  }

  private Answer put(String application, String key) {
    Answer put =
        visitors
            .admin()
            .put(
                "/api/v1/applications/" + application,
                "text/yaml",
                """
                application: %1$s
                preset: static
                release: {artifact: upload}
                environments:
                  production:
                    ssh: {user: deploy}
                    hosts: {web: [web-1.%1$s.example]}
                    database: {mariadb: db-1.%1$s.example/shop, user: windlass, password: {secret: db}}
                    backups:
                      database:
                        %2$s
                      stores: ["file:///var/backups/%1$s"]
                      zone: Europe/Berlin
                """
                    .formatted(application, key));
    assertThat(put.status()).as(put.text()).isEqualTo(200);
    return put;
  }
}

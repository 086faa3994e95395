package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.doors.Caller.Answer;
import dev.windlass.store.Store;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.CatalogueActivities.Open;
import dev.windlass.workflows.backup.CatalogueActivities.Stored;
import dev.windlass.workflows.restore.RestoreRecordActivities;
import dev.windlass.workflows.restore.RestoreRecordActivities.Close;
import dev.windlass.workflows.restore.RestoreWorkflow.Left;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@OpenDoors
class RestoreDoorTest {

  private static final Instant NIGHT = Instant.parse("2026-11-21T02:15:00Z");
  private static final String STORE = "file:///var/backups/shop";

  @LocalServerPort int port;
  @Autowired private Store store;
  private Visitors visitors = new Visitors(0);
  private String application = "";
  private String place = "";

  @BeforeEach
  void arrive() {
    visitors = new Visitors(port);
    application = Visitors.application();
    Answer put =
        visitors
            .admin()
            .put(
                "/api/v1/applications/" + application,
                "text/yaml",
                FILE.replace("NAME", application));
    assertThat(put.status()).as(put.text()).isLessThan(300);
    place = "/api/v1/applications/%s/environments/production".formatted(application);
  }

  private static final String FILE =
      """
      application: NAME
      preset: php
      release: {artifact: upload}
      environments:
        production:
          ssh: {user: deploy}
          reload: []
          hosts: {web: [web-1.shop.test]}
          database: {mariadb: db-1/shop, user: windlass, password: {secret: db}}
          maintenance: {by: {file: shared/closed.json}}
          backups:
            database: {}
            stores: ["file:///var/backups/shop"]
            restore:
              targets:
                rehearsal: {database: {mariadb: db-2/rehearsal, user: windlass, password: {secret: db}}}
      """;

  @Test
  void plansTheNewestThatNoRestoreTookForItsSafetyAndChangesNothing() {
    backup(NIGHT, Occasion.SCHEDULE);
    String newest = backup(NIGHT.plusSeconds(7200), Occasion.SCHEDULE);
    backup(NIGHT.plusSeconds(9000), Occasion.SAFETY);

    Answer plan = visitors.admin().post(place + "/restores/plan", "{\"backup\": \"latest\"}");

    assertThat(plan.status()).as(plan.text()).isEqualTo(200);
    assertThat(plan.at("/backup")).isEqualTo(newest);
    assertThat(plan.at("/target")).isEqualTo("shop at db-1:3306");
    assertThat(plan.at("/text/0")).contains("nothing changed");
    assertThat(visitors.admin().get(place + "/restores").json()).isEmpty();
  }

  @Test
  void namesABackupByAMoment() {
    String night = backup(NIGHT, Occasion.SCHEDULE);
    backup(NIGHT.plusSeconds(7200), Occasion.SCHEDULE);

    assertThat(
            visitors
                .admin()
                .post(place + "/restores/plan", "{\"at\": \"2026-11-21T03:00:00Z\"}")
                .at("/backup"))
        .isEqualTo(night);
    Answer none =
        visitors.admin().post(place + "/restores/plan", "{\"at\": \"2026-11-20T03:00:00Z\"}");
    assertThat(none.status()).isEqualTo(422);
    assertThat(none.at("/detail"))
        .isEqualTo(
            "no whole backup of the database is there that was taken before 2026-11-20T03:00:00Z."
                + " Nothing changed.");
  }

  @Test
  void sendsToARescanWhereTheCatalogueHasNoneInTheStoresOfTheFile() {
    Answer unknown = visitors.admin().post(place + "/restores/plan", "{\"backup\": \"latest\"}");
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.at("/next")).isEqualTo("windlass backups rescan production");

    String id = backup("s3://offsite/shop?endpoint=http://127.0.0.1:9001");
    Answer moved = visitors.admin().post(place + "/restores/plan", "{\"backup\": \"latest\"}");
    assertThat(moved.status()).isEqualTo(422);
    assertThat(moved.at("/detail"))
        .isEqualTo(
            id
                + " is in s3://offsite/shop?endpoint=http://127.0.0.1:9001; the file declares none"
                + " of them under backups.stores, or by another address. Nothing changed.");
    assertThat(moved.at("/next")).isEqualTo("windlass backups rescan production");
  }

  @Test
  void startsOnlyWhatWasAgreedToAndLocksTheEnvironmentMeanwhile() {
    String night = backup(NIGHT, Occasion.SCHEDULE);
    String wanted = "{\"backup\": \"%s\"%s}";
    String hash =
        visitors.admin().post(place + "/restores/plan", wanted.formatted(night, "")).at("/hash");

    Answer unasked = visitors.admin().post(place + "/restores", wanted.formatted(night, ""));
    assertThat(unasked.status()).isEqualTo(409);
    assertThat(unasked.at("/detail")).contains("none was agreed to. Nothing changed.");
    Answer other =
        visitors
            .admin()
            .post(
                place + "/restores",
                wanted.formatted(night, ", \"tables\": [\"orders\"], \"plan\": \"" + hash + "\""));
    assertThat(other.status()).isEqualTo(409);

    Answer begun =
        visitors
            .admin()
            .post(place + "/restores", wanted.formatted(night, ", \"plan\": \"" + hash + "\""));
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    assertThat(begun.at("/workflowId")).isEqualTo("change/" + application + "/production");
    Answer locked = visitors.admin().post(place + "/maintenance", "{\"on\": true}");
    assertThat(locked.status()).isEqualTo(409);
    assertThat(locked.at("/detail")).contains("database is being restored. Nothing changed.");
  }

  @Test
  void anEmergencyShowsWhatIsDoneAround() {
    String night = backup(NIGHT, Occasion.SCHEDULE);

    Answer plan =
        visitors
            .admin()
            .post(
                place + "/restores/plan",
                "{\"backup\": \"%s\", \"emergency\": {\"otherwise\": \"open\"}}".formatted(night));

    assertThat(plan.status()).as(plan.text()).isEqualTo(200);
    assertThat(plan.text())
        .contains("maintenance on, which no timer ends")
        .contains("goes off where the database is as before");
  }

  @Test
  void onlyWhatAsksGoesOn() {
    Answer none = visitors.admin().post(place + "/restores/r-20000101-000000/go-on", "{}");

    assertThat(none.status()).isEqualTo(404);
  }

  @Test
  void whatWasEndedFromOutsideIsNamedAndDoesNotGoOn() {
    String id = begun();

    Answer seen = visitors.admin().get(place + "/restores/" + id);
    assertThat(seen.at("/outcome")).isEqualTo("failed");
    assertThat(seen.at("/left")).isEqualTo("unknown");
    assertThat(seen.at("/problem"))
        .startsWith("was ended from outside, in Temporal perhaps: nobody knows what shop at db-1")
        .contains("windlass restore production <backup>")
        .endsWith("windlass restore production --abort " + id);
    Answer answer = visitors.admin().post(place + "/restores/" + id + "/go-on", "{}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(409);
    assertThat(answer.at("/detail")).isEqualTo(id + " does not run any more. Nothing changed.");
  }

  @Test
  void whoHasLookedClosesWhatWasEndedFromOutside() {
    String id = begun();

    Answer closed = visitors.admin().post(place + "/restores/" + id + "/abort", "{}");

    assertThat(closed.status()).as(closed.text()).isEqualTo(202);
    assertThat(visitors.admin().get(place + "/restores").at("/0/outcome")).isEqualTo("failed");
    assertThat(store.restores().unended(application, "production")).isEmpty();
    assertThat(visitors.admin().post(place + "/restores/" + id + "/abort", "{}").status())
        .isEqualTo(409);
  }

  @Test
  void remarksStayWhenTheRunIsGone() {
    String id = begun();
    List<String> remarks = List.of("orders was written to by others");
    store
        .restores()
        .close(new Close(id, "succeeded", Left.RESTORED, null, null, null, remarks, NIGHT));

    assertThat(visitors.admin().get(place + "/restores").at("/0/remarks/0"))
        .isEqualTo(remarks.getFirst());
  }

  private String begun() {
    return store
        .restores()
        .open(
            new RestoreRecordActivities.Open(
                "change/" + application + "/production",
                UUID.randomUUID().toString(),
                application,
                "production",
                "b-1",
                "shop at db-1:3306",
                "abc",
                "dev-1",
                NIGHT));
  }

  @Test
  void whoMayOnlyLookPlansAndStartsNothing() {
    String night = backup(NIGHT, Occasion.SCHEDULE);

    Answer refused =
        visitors
            .with("viewer", "*", "*")
            .post(place + "/restores/plan", "{\"backup\": \"%s\"}".formatted(night));

    assertThat(refused.status()).isEqualTo(403);
  }

  private String backup(Instant at, Occasion occasion) {
    return backup(at, occasion, STORE);
  }

  private String backup(String store) {
    return backup(NIGHT, Occasion.SCHEDULE, store);
  }

  @Test
  void whatARehearsalHeldIsNotWhatTheEnvironmentGetsBack() {
    String own = backup(NIGHT, Occasion.SCHEDULE);
    String held = backup(new Held(NIGHT.plusSeconds(7200), Occasion.FOUND, "rehearsal"), STORE);

    Answer latest = visitors.admin().post(place + "/restores/plan", "{\"backup\": \"latest\"}");
    Answer refused =
        visitors.admin().post(place + "/restores/plan", "{\"backup\": \"" + held + "\"}");
    Answer back =
        visitors
            .admin()
            .post(
                place + "/restores/plan", "{\"backup\": \"" + held + "\", \"to\": \"rehearsal\"}");

    assertThat(latest.text()).contains(own).doesNotContain(held);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text())
        .contains(held + " is of the restore target rehearsal, not of the database of production")
        .contains("windlass restore production " + held + " --to rehearsal");
    assertThat(back.status()).as(back.text()).isEqualTo(200);
  }

  private String backup(Instant at, Occasion occasion, String address) {
    return backup(new Held(at, occasion, null), address);
  }

  /**
   * @param target whose database it is of; null for the environment's own
   */
  private record Held(Instant at, Occasion occasion, @Nullable String target) {}

  private String backup(Held held, String address) {
    Instant at = held.at();
    String id =
        store
            .backups()
            .open(
                new Open(
                    UUID.randomUUID().toString(),
                    application,
                    "production",
                    "database",
                    held.occasion(),
                    "dev-1",
                    at,
                    held.target()));
    Taken taken = new Taken("ab".repeat(32), 12, 3_400, 9_000, 1_200, "7", null);
    store.backups().stored(new Stored(id, address, taken, at.plusSeconds(60)));
    return id;
  }
}

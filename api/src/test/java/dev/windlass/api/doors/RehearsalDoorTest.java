package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.doors.Caller.Answer;
import dev.windlass.store.Store;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.CatalogueActivities.Open;
import dev.windlass.workflows.backup.CatalogueActivities.Stored;
import dev.windlass.workflows.drill.DrillFinding;
import dev.windlass.workflows.drill.DrillLedgerActivities.CloseDrill;
import dev.windlass.workflows.drill.DrillLedgerActivities.OpenDrill;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import dev.windlass.workflows.drill.DrillReason;
import dev.windlass.workflows.drill.DrillReport;
import dev.windlass.workflows.drill.Rehearsal;
import dev.windlass.workflows.drill.Strength;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From a plan that was never rehearsed to one that was. */
@OpenDoors
class RehearsalDoorTest {

  private static final String DECLARED =
      """
      database: {mariadb: "db-1/shop", user: shop}
      backups: {database: {}, stores: ["file:///var/backups"]}
      drills: {scratch: {server: scratch-1, user: drill}}
      """
          .indent(4);

  private static final String MIGRATIONS = "    migrations: {flyway: {}}\n";

  @LocalServerPort int port;
  @Autowired private Store store;
  private Visitors visitors = new Visitors(0);

  @BeforeEach
  void arrive() {
    visitors = new Visitors(port);
  }

  @Test
  void aPlanSaysWhetherADrillHasRunWhatIsPending() {
    String application = application(MIGRATIONS);
    backup(application);

    assertThat(pageOf(application))
        .contains("not rehearsed; to do so: windlass drill staging --rehearse 4f2c9a1");

    keep(application, null);
    assertThat(pageOf(application))
        .contains("rehearsed 2026-11-22T05:05:00Z in dr-20261122-0503")
        .contains("1 script in 3.2 s, locks orders 2.9 s (writers wait)");
  }

  @Test
  void aPlanBeforeTheFirstBackupAsksForNoRehearsal() {
    assertThat(pageOf(application(MIGRATIONS)))
        .contains("1 pending: V2__note.sql")
        .doesNotContain("rehearse");
  }

  @Test
  void aPlanSaysThatItsMigrationsDidNotRun() {
    String application = application(MIGRATIONS);
    keep(application, "V2__note.sql, statement 1 (line 3)");

    assertThat(pageOf(application))
        .contains("does not run, by the rehearsal of 2026-11-22T05:05:00Z")
        .contains("V2__note.sql, statement 1 (line 3)");
  }

  @Test
  void aRehearsalIsNamedAsPlansNameTheirRelease() {
    String application = application(MIGRATIONS);
    visitors.plan(application, "staging");

    assertThat(drill(application, "4f2c9a1").status()).isEqualTo(202);
    assertThat(drill(application, digest(application).substring(0, 12)).status()).isEqualTo(409);
  }

  @Test
  void whatWasUploadedNeedsNoPlan() {
    String application = application(MIGRATIONS);
    byte[] artifact = Visitors.artifact(application);
    String path = "/api/v1/artifacts/" + digest(application);
    assertThat(visitors.admin().put(path, artifact).status()).isEqualTo(201);

    assertThat(drill(application, digest(application)).status()).isEqualTo(202);
  }

  @Test
  void aControlIsNotMadeOfADatabaseThatWasMigrated() {
    String application = application(MIGRATIONS);

    Answer answer =
        visitors.admin().post(path(application), "{\"rehearse\": \"4f2c9a1\", \"control\": true}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/detail")).startsWith("control and rehearse: one of them is expected");
  }

  @Test
  void whatNobodyHasPlannedIsNotRehearsed() {
    String application = application(MIGRATIONS);

    Answer answer = drill(application, "0ddba11");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.at("/detail"))
        .isEqualTo(
            "0ddba11 is no release of staging, and no revision or artifact of a plan;"
                + " there is no release yet. Nothing changed.");
    assertThat(answer.at("/next")).isEqualTo("windlass drill staging --rehearse <file>");
  }

  @Test
  void whatTheFileDoesNotMigrateIsNotRehearsed() {
    String application = application("");

    Answer answer = drill(application, "4f2c9a1");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.at("/detail")).contains("declares no migrations of staging");
  }

  @Test
  void showsScriptsAndLocksOfARehearsal() {
    String application = application(MIGRATIONS);
    keep(application, null);

    Answer list = visitors.admin().get(path(application));

    assertThat(list.at("/0/rehearsal/revision")).isEqualTo("4f2c9a1");
    assertThat(list.at("/0/rehearsal/tookSeconds")).isEqualTo("3.2");
    assertThat(list.at("/0/rehearsal/scripts/0/name")).isEqualTo("V2__note.sql");
    assertThat(list.at("/0/rehearsal/scripts/0/rows")).isEqualTo("12");
    assertThat(list.at("/0/rehearsal/scripts/0/locks/0/strength")).isEqualTo("share");
    assertThat(list.at("/0/rehearsal/scripts/0/locks/0/heldSeconds")).isEqualTo("2.9");
  }

  private Answer drill(String application, String named) {
    return visitors.admin().post(path(application), "{\"rehearse\": \"" + named + "\"}");
  }

  private String pageOf(String application) {
    String hash = visitors.plan(application, "staging");
    String page = visitors.admin().get("/api/v1/plans/" + hash).at("/text");
    return page.replaceAll("\\s+", " ");
  }

  private void backup(String application) {
    Instant at = Instant.parse("2026-11-22T02:00:00Z");
    String id =
        store
            .backups()
            .open(
                new Open(
                    application,
                    application,
                    "staging",
                    "database",
                    Occasion.SCHEDULE,
                    "schedule",
                    at));
    Taken taken = new Taken("ab".repeat(32), 12, 3_400, 9_000, 1_200, "7", null);
    store.backups().stored(new Stored(id, "file:///var/backups", taken, at));
  }

  private void keep(String application, @Nullable String failure) {
    Instant began = Instant.parse("2026-11-22T05:03:00Z");
    String id =
        store
            .drills()
            .open(
                new OpenDrill(
                    application,
                    "drill",
                    application,
                    "staging",
                    "dev-1",
                    "windlass_drill_",
                    began))
            .id();
    Rehearsal rehearsal =
        new Rehearsal(
            digest(application),
            "4f2c9a1",
            Duration.ofMillis(3_200),
            List.of(
                new Rehearsal.Script(
                    "V2__note.sql",
                    Duration.ofSeconds(3),
                    12L,
                    List.of(new Rehearsal.Lock("orders", Strength.SHARE, Duration.ofMillis(2_900))),
                    Duration.ZERO)),
            failure,
            null);
    store.drills().close(new CloseDrill(report(id, application, rehearsal), "drill", false));
  }

  private static DrillReport report(String id, String application, Rehearsal rehearsal) {
    Instant began = Instant.parse("2026-11-22T05:03:00Z");
    String failure = rehearsal.failure();
    return new DrillReport(
        id,
        application,
        "staging",
        "dev-1",
        began,
        began.plusSeconds(150),
        "b-1",
        began,
        "s3://offsite/shop",
        "windlass_drill_1",
        failure == null ? Verdict.PASS : Verdict.FAIL,
        failure == null
            ? List.of(DrillFinding.pass("rehearsal", rehearsal.line()))
            : List.of(DrillFinding.fail("rehearsal", DrillReason.REHEARSAL, failure)),
        null,
        null,
        new Objectives(null, null),
        false,
        List.of(),
        rehearsal);
  }

  private String application(String more) {
    String application = Visitors.application();
    String yaml =
        Visitors.yaml(application).replace("  production:\n", DECLARED + more + "  production:\n");
    Answer put = visitors.admin().put("/api/v1/applications/" + application, "text/yaml", yaml);
    assertThat(put.status()).as(put.text()).isEqualTo(200);
    return application;
  }

  private static String digest(String application) {
    return Visitors.digest(Visitors.artifact(application));
  }

  private static String path(String application) {
    return "/api/v1/applications/" + application + "/environments/staging/drills";
  }
}

package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.plan.Backup.Back;
import dev.windlass.workflows.plan.Backup.Otherwise;
import dev.windlass.workflows.plan.Backup.Own;
import dev.windlass.workflows.plan.Cron;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.QueueWorkers;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.scene.Schemas;
import dev.windlass.workflows.scene.ShopBackups;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A migration that is taken back by the backup from before it, and what speaks against that. */
class DataReturnTest {

  private static final String ALL = "queue-1 web-1 web-2 web-3 web-4";
  private static final String BY = "deployment 7 by dev-1";

  private final Scene scene = new Scene();

  @BeforeEach
  void oneStory() {
    scene.backups.listener = scene.world::tell;
    scene.backups.hooks.put("close b-1: null", () -> known("b-1", Duration.ZERO));
  }

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void theBackupIsTakenBehindClosedDoorsAndComesBackBeforeTheyOpen() {
    scene.world.verdicts("verify inside", Verdict.FAIL);

    assertThat(said(playedTo("rolledBack", standard().plan())))
        .contains("schema and data as in b-1 again; what it held is in b-1");
    assertThat(scene.world.storyFrom("prepare"))
        .containsExactly(
            "prepare " + ALL,
            "close to visitors",
            "maintenance-on " + ALL,
            "open for " + BY,
            "take b-1 to " + ShopBackups.VAULT,
            "stored b-1 in " + ShopBackups.VAULT,
            "close b-1: null",
            "rely on b-1 for d-1",
            "backup queue-1",
            "migrate",
            "publish " + ALL,
            "prove 20261121-7 " + ALL,
            "analyse verify inside",
            "restore " + ALL,
            "prove " + Plans.LIVE + " " + ALL,
            "list database",
            "open restore of b-1 for " + BY,
            "hold b-1",
            "look at shop",
            "open for " + BY,
            "take b-1 to " + ShopBackups.VAULT,
            "stored b-1 in " + ShopBackups.VAULT,
            "close b-1: null",
            "load b-1 as r-1",
            "swap r-1",
            "clean r-1",
            "close r-1: succeeded, RESTORED, safety b-1",
            "maintenance-off-again " + ALL,
            "open to visitors",
            "discard " + ALL,
            "close rolledBack");
  }

  @Test
  void theDoorsAreOpenAtTheEnd() {
    scene.world.verdicts("verify inside", Verdict.FAIL);

    assertThat(playedTo("rolledBack", standard().plan()).maintenance()).isNull();
  }

  @Test
  void aMigrationThatFailsIsTakenBackWithoutAQuestion() {
    scene.world.fails("migrate", Failures.of(FailureType.MIGRATION_FAILED, "no such column"));

    DeploymentStatus status = playedTo("rolledBack", standard().plan());

    assertThat(scene.world.story()).contains("swap r-1");
    assertThat(said(status)).noneMatch(text -> text.contains("undo is incomplete"));
  }

  @Test
  void whatWasOpenMeanwhileIsGivenUpOnlyByAPerson() {
    scene.world.verdicts("verify outside", Verdict.FAIL);
    DeploymentWorkflow run = scene.start(standard().plan());
    scene.sleep(Duration.ofMinutes(10));

    DeploymentStatus asked = run.status();
    assertThat(asked.phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(asked.reason()).extracting(Reason::code).isEqualTo(Reason.Code.UNDO_LOSES);
    assertThat(asked.reason())
        .extracting(Reason::detail)
        .asString()
        .startsWith("visitors were let in again, so whatever was written in the ")
        .contains(" would be lost. undo: restore b-1 all the same");
    assertThat(asked.can()).containsExactly(Verb.UNDO, Verb.SKIP, Verb.CLOSE);
    assertThat(scene.world.story()).noneMatch(line -> line.startsWith("load"));

    run.undo(null);
    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
    assertThat(scene.world.storyFrom("swap"))
        .containsExactly(
            "swap r-1",
            "clean r-1",
            "close r-1: succeeded, RESTORED, safety b-1",
            "maintenance-off-again " + ALL,
            "open to visitors",
            "discard " + ALL,
            "close rolledBack");
  }

  @Test
  void aPersonMayKeepWhatWasWritten() {
    DeploymentWorkflow run = askedByAnAtomicRun();
    run.skip(null);

    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
    assertThat(said(run.status()))
        .contains("the data and the schema are kept: a person has said so");
    assertThat(scene.world.story()).noneMatch(line -> line.startsWith("open restore"));
  }

  @Test
  void aPersonMayEndItAsItIs() {
    DeploymentWorkflow run = askedByAnAtomicRun();
    run.close(null);

    assertThat(scene.outcome(run)).isEqualTo("failed");
    assertThat(scene.world.story())
        .noneMatch(line -> line.startsWith("open restore") || line.startsWith("discard"));
  }

  @Test
  void whereAPersonHasClosedBeforeNobodyIsAsked() {
    scene.world.closed = "{}";
    scene.world.results("publish", "web-2", Result.FAILED);

    playedTo("rolledBack", atomic().plan());

    assertThat(scene.world.story()).contains("swap r-1");
  }

  @Test
  void aBackupFromBeforeTheDoorsClosedIsNoSilentWayBack() {
    scene.backups.hooks.clear();
    known("b-9", Duration.ofHours(2));
    scene.world.verdicts("verify inside", Verdict.FAIL);
    Own young = new Own(plan(), Duration.ofHours(6), Otherwise.TAKE, new Back(null, null));
    DeploymentWorkflow run =
        scene.start(Plans.standard().migrations(Schemas.restored()).ownBackup(young).plan());
    scene.sleep(Duration.ofMinutes(10));

    assertThat(run.status().reason())
        .extracting(Reason::detail)
        .asString()
        .startsWith("visitors were kept away only later, so whatever was written in the 2 h");
  }

  @Test
  void queueWorkersThatWentOnHaveWritten() {
    assertThat(asks(standard().background(QueueWorkers.Moment.LAST, Cron.Pause.MAINTENANCE)))
        .startsWith("queue workers went on with the new release");
  }

  @Test
  void timedJobsThatGoOnMayWrite() {
    assertThat(asks(standard().background(QueueWorkers.Moment.LAST, Cron.Pause.MIGRATIONS)))
        .startsWith("timed jobs go on during maintenance");
  }

  @Test
  void whatAppliedNothingNeedsNoRestore() {
    scene.world.applies = List.of();
    scene.world.results("publish", "web-2", Result.FAILED);

    DeploymentStatus status = playedTo("rolledBack", atomic().plan());

    assertThat(said(status)).contains("the schema is as before: nothing was applied");
    assertThat(scene.world.story()).noneMatch(line -> line.startsWith("open restore"));
  }

  @Test
  void aFrameworksMigrationComesBackTheSameWay() {
    scene.world.verdicts("verify inside", Verdict.FAIL);

    playedTo("rolledBack", standard().migrateByCommand(Migrations.Undo.RESTORE).plan());

    assertThat(scene.world.story()).contains("swap r-1").noneMatch(line -> line.contains("down"));
  }

  @Test
  void aRestoreThatFailsKeepsTheDoorsClosedAndMayBeTriedAgain() {
    scene.world.verdicts("verify inside", Verdict.FAIL);
    scene.backups.failures.put(
        "load", Failures.of(FailureType.BACKUP_DAMAGED, "its digest is another one"));
    DeploymentWorkflow run = scene.start(standard().plan());
    scene.sleep(Duration.ofMinutes(10));

    assertThat(run.status().reason())
        .asString()
        .contains("restore of b-1: its digest is another one; the target is as before");
    assertThat(run.status().maintenance()).isNotNull();
    scene.backups.failures.clear();
    run.retry(null);
    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
    assertThat(run.status().maintenance()).isNull();
    assertThat(scene.world.story()).filteredOn("swap r-1"::equals).hasSize(1);
  }

  @Test
  void aBackupThatIsGoneIsToldToAPerson() {
    scene.backups.hooks.clear();
    scene.world.verdicts("verify inside", Verdict.FAIL);
    DeploymentWorkflow run = scene.start(standard().plan());
    scene.sleep(Duration.ofMinutes(10));

    assertThat(run.status().reason())
        .asString()
        .contains("backup b-1 is whole in no store any more");
  }

  @Test
  void aFirstReleaseHasNothingToGoBackTo() {
    scene.world.everywhere = null;
    scene.world.ledgerLive = null;
    scene.world.results("publish", "web-2", Result.FAILED);

    DeploymentStatus status = playedTo("rolledBack", atomic().live(null).plan());

    assertThat(said(status))
        .contains(
            "the schema is kept: nothing was live before, so there is no backup to go back to");
  }

  private String asks(Plans plans) {
    scene.world.fails("open to visitors", Failures.of(FailureType.INVALID, "refused"));
    DeploymentWorkflow run = scene.start(plans.plan());
    scene.sleep(Duration.ofMinutes(10));
    return String.valueOf(detail(run.status().reason()));
  }

  private static @Nullable String detail(@Nullable Reason reason) {
    return reason == null ? null : reason.detail();
  }

  private DeploymentWorkflow askedByAnAtomicRun() {
    scene.world.results("publish", "web-2", Result.FAILED);
    DeploymentWorkflow run = scene.start(atomic().plan());
    scene.sleep(Duration.ofMinutes(10));
    assertThat(run.status().reason())
        .extracting(Reason::detail)
        .asString()
        .startsWith("visitors were never kept away");
    return run;
  }

  private void known(String id, Duration age) {
    Instant takenAt = Instant.ofEpochMilli(scene.environment.currentTimeMillis()).minus(age);
    scene.backups.rows.add(
        new Row(
            id, takenAt, List.of(ShopBackups.VAULT), null, null, "ab".repeat(32), false, false));
  }

  private static Plans standard() {
    return Plans.standard().migrations(Schemas.restored()).ownBackup(own());
  }

  private static Plans atomic() {
    return Plans.atomic().migrations(Schemas.restored()).ownBackup(own());
  }

  private static Own own() {
    return new Own(plan(), null, Otherwise.TAKE, new Back("backup-identity", null));
  }

  private static BackupPlan plan() {
    return ShopBackups.plan(null, ShopBackups.VAULT);
  }

  private static List<String> said(DeploymentStatus status) {
    return status.timeline().stream().map(TimelineEntry::text).toList();
  }

  private DeploymentStatus playedTo(String outcome, DeploymentPlan plan) {
    DeploymentWorkflow run = scene.start(plan);
    assertThat(scene.outcome(run)).isEqualTo(outcome);
    return run.status();
  }
}

package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.migration.MigrationActivities.MigrationFacts;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.Migrations.Guard;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Readings;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.scene.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether migrations run that were read beforehand. */
class SchemaSafetyTest {

  private static final String ALL = "queue-1 web-1 web-2 web-3 web-4";
  private static final Guard WITHIN_A_WEEK = new Guard(List.of(), null, Duration.ofDays(7));
  private static final Reading ADDS = Readings.of("alter table orders add note varchar(40);");
  private static final Reading DROPS = Readings.of("\nalter table orders drop note;");
  private static final Reading WAIVED =
      Readings.of("alter table orders drop note;", Readings.waiver("drop-column"));

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  private void finds(Reading reading) {
    scene.world.migrations = new MigrationFacts("1", List.of("V2__step.sql"), List.of(), reading);
  }

  private void kept(String id, @Nullable Duration drilledAgo) {
    Instant now = Instant.ofEpochMilli(scene.environment.currentTimeMillis());
    scene.backups.rows.add(
        new Row(
            id,
            now.minus(Duration.ofHours(6)),
            List.of("file:///b"),
            drilledAgo == null ? null : now.minus(drilledAgo),
            null));
  }

  private static Guard within(int hours, boolean secured) {
    return new Guard(List.of(), null, null, new Migrations.Fresh(Duration.ofHours(hours), secured));
  }

  private DeploymentStatus playedTo(String outcome, DeploymentPlan plan) {
    DeploymentWorkflow run = scene.start(plan);
    assertThat(scene.outcome(run)).isEqualTo(outcome);
    return run.status();
  }

  @Test
  void aScriptThatLosesRowsIsRefusedByItsLineBeforeAnythingChanges() {
    finds(DROPS);

    DeploymentStatus status = playedTo("refused", Plans.atomic().flyway().plan());

    assertThat(status.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.where()).isEqualTo("V2__step.sql:2");
          assertThat(problem.what())
              .startsWith("drop-column: ")
              .endsWith("(alter table orders drop note)");
          assertThat(problem.mend()).contains("-- windlass: allow drop-column reason=");
        });
    assertThat(scene.world.story())
        .containsExactly("open", "inspect lb-1 " + ALL, "read weights", "close refused");
  }

  @Test
  void whatSomebodyVouchesForRunsAndTheStatusSaysThatThereIsNoWayBack() {
    finds(WAIVED);

    DeploymentStatus status = playedTo("succeeded", Plans.atomic().flyway().plan());

    assertThat(scene.world.story()).contains("migrate");
    assertThat(status.schema()).isEqualTo(WAIVED);
    assertThat(scene.backups.story).as("nothing is asked of backups").isEmpty();
  }

  @Test
  void thePlansVerdictIsKnownFromTheFirstMoment() {
    DeploymentWorkflow run =
        scene.start(
            Plans.atomic().flyway().read(ADDS).gate(Plans.gate("go", Gate.Before.PREPARE)).plan());
    scene.sleep(Duration.ofMinutes(1));

    assertThat(run.status().schema()).isEqualTo(ADDS);
  }

  @Test
  void whatIsPendingMustStillBeWhatWasPlanned() {
    finds(Readings.of("select 1;"));

    DeploymentStatus status = playedTo("refused", Plans.atomic().flyway().read(ADDS).plan());

    assertThat(status.problems())
        .containsExactly(
            new Problem("migrations", "what is pending is not what was planned", "plan again"));
  }

  @Test
  void rowsAreLostOnlyWithABackupThatPassedADrillLately() {
    finds(WAIVED);
    kept("b-1", Duration.ofDays(6));
    kept("b-0", Duration.ofDays(30));

    playedTo("succeeded", Plans.atomic().migrations(Schemas.guarded(WITHIN_A_WEEK)).plan());

    assertThat(scene.backups.story).containsExactly("list database", "list database");
    assertThat(scene.world.story()).contains("migrate");
  }

  @Test
  void aDrillThatIsTooOldIsNoProof() {
    finds(WAIVED);
    kept("b-1", Duration.ofDays(8));
    kept("b-2", null);

    DeploymentStatus status =
        playedTo("refused", Plans.atomic().migrations(Schemas.guarded(WITHIN_A_WEEK)).plan());

    assertThat(status.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.what())
              .startsWith(
                  "V2__step.sql may lose rows, and the newest drill that passed (b-1) was at ")
              .endsWith("the file asks for one within 7 d (migrations.requires.drill)");
          assertThat(problem.mend()).isEqualTo("windlass drill production");
        });
    assertThat(scene.world.story()).doesNotContain("migrate");
  }

  @Test
  void withoutAnyBackupThereIsNothingToDrill() {
    finds(WAIVED);

    DeploymentStatus status =
        playedTo("refused", Plans.atomic().migrations(Schemas.guarded(WITHIN_A_WEEK)).plan());

    assertThat(status.problems())
        .extracting(Problem::mend)
        .containsExactly("windlass backup production");
    assertThat(status.problems().getFirst().what()).contains("there is no backup of the database");
  }

  @Test
  void aBackupOfSomeTablesIsNoProof() {
    finds(WAIVED);
    Instant now = Instant.ofEpochMilli(scene.environment.currentTimeMillis());
    scene.backups.rows.add(new Row("b-1", now, List.of("file:///b"), now, null, null, true, false));

    DeploymentStatus status =
        playedTo("refused", Plans.atomic().migrations(Schemas.guarded(WITHIN_A_WEEK)).plan());

    assertThat(status.problems().getFirst().what()).contains("there is no backup of the database");
  }

  @Test
  void nothingIsAskedOfBackupsWhereNoRowsAreLost() {
    finds(ADDS);

    playedTo("succeeded", Plans.atomic().migrations(Schemas.guarded(WITHIN_A_WEEK)).plan());

    assertThat(scene.backups.story).isEmpty();
  }

  @Test
  void whatIsThereChangesOnlyWithAYoungBackup() {
    finds(ADDS);
    kept("b-1", null);

    playedTo("succeeded", Plans.atomic().migrations(Schemas.guarded(within(7, false))).plan());

    assertThat(scene.backups.story).containsExactly("list database", "list database");
    assertThat(scene.world.story()).contains("migrate");
  }

  @Test
  void aBackupThatIsTooOldStopsAChange() {
    finds(ADDS);
    kept("b-1", Duration.ZERO);

    DeploymentStatus status =
        playedTo("refused", Plans.atomic().migrations(Schemas.guarded(within(5, false))).plan());

    assertThat(status.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.what())
              .startsWith("the newest backup of the database (b-1) is of ")
              .endsWith("the file asks for one within 5 h (migrations.requires.backup)");
          assertThat(problem.mend()).isEqualTo("windlass backup production");
        });
    assertThat(scene.world.story()).doesNotContain("migrate");
  }

  @Test
  void aBackupThatTheDeploymentItselfSeesToIsNotAskedFor() {
    finds(ADDS);

    playedTo("succeeded", Plans.atomic().migrations(Schemas.guarded(within(5, true))).plan());

    assertThat(scene.backups.story).isEmpty();
  }

  @Test
  void aCatalogueThatDoesNotAnswerIsNoProof() {
    finds(WAIVED);
    scene.backups.failures.put(
        "list database", Failures.of(FailureType.INVALID, "the store has no such table"));

    DeploymentStatus status =
        playedTo("refused", Plans.atomic().migrations(Schemas.guarded(WITHIN_A_WEEK)).plan());

    assertThat(status.problems())
        .containsExactly(new Problem("migrations", "the store has no such table", null));
  }

  @Test
  void aFrameworksMigrationsAreReadAfterPrepareAndBeforeTheGate() {
    finds(ADDS);
    DeploymentWorkflow run =
        scene.start(
            Plans.atomic()
                .migrations(Schemas.readBeforehand(null))
                .gate(Plans.gate("go", Gate.Before.MIGRATIONS))
                .plan());
    scene.sleep(Duration.ofMinutes(1));

    assertThat(run.status().phase()).isEqualTo(Phase.WAITING);
    assertThat(run.status().schema()).isEqualTo(ADDS);
    assertThat(scene.world.storyFrom("prepare"))
        .containsExactly("prepare " + ALL, "read dry run of 20261121-7 queue-1");
  }

  @Test
  void aFindingOfADryRunTakesTheReleaseBack() {
    finds(DROPS);

    DeploymentStatus status =
        playedTo("rolledBack", Plans.atomic().migrations(Schemas.readBeforehand(null)).plan());

    assertThat(status.reason())
        .isEqualTo(new Reason(Reason.Code.MIGRATION_REFUSED, null, "1 problem"));
    assertThat(status.problems()).extracting(Problem::where).containsExactly("V2__step.sql:2");
    assertThat(scene.world.storyFrom("prepare"))
        .containsExactly(
            "prepare " + ALL,
            "read dry run of 20261121-7 queue-1",
            "discard " + ALL,
            "close rolledBack");
  }

  @Test
  void aFrameworksFindingIsWaivedInTheFile() {
    finds(Readings.printed("2026_11_21_120000_drop_note", "alter table orders drop note;"));

    DeploymentStatus status =
        playedTo("rolledBack", Plans.atomic().migrations(Schemas.readBeforehand(null)).plan());

    assertThat(status.problems())
        .extracting(Problem::mend)
        .singleElement()
        .asString()
        .contains(
            "migrations: {waive: [{rule: drop-column, script: 2026_11_21_120000_drop_note, reason: …,")
        .doesNotContain("-- windlass");
  }

  @Test
  void whatNobodyReadsNeedsAProofWhereOneIsAskedFor() {
    finds(Readings.none("php artisan migrate"));

    DeploymentStatus status =
        playedTo(
            "rolledBack", Plans.atomic().migrations(Schemas.readBeforehand(WITHIN_A_WEEK)).plan());

    assertThat(status.problems())
        .extracting(Problem::what)
        .containsExactly(
            "migrations may lose rows, and there is no backup of the database; the file asks for one within 7 d (migrations.requires.drill)");
    assertThat(scene.world.story()).doesNotContain("migrate");
  }

  @Test
  void aDryRunThatFailsIsNoYes() {
    scene.world.migrations =
        new MigrationFacts(null, List.of(), List.of("php artisan migrate --pretend: exit 1"));

    DeploymentStatus status =
        playedTo("rolledBack", Plans.atomic().migrations(Schemas.readBeforehand(null)).plan());

    assertThat(status.problems())
        .containsExactly(new Problem("migrations", "php artisan migrate --pretend: exit 1", null));
  }

  @Test
  void aHostThatCannotBeAskedIsNoYes() {
    scene.world.fails(
        "read dry run of 20261121-7", Failures.of(FailureType.INVALID, "queue-1 is not granted"));

    DeploymentStatus status =
        playedTo("rolledBack", Plans.atomic().migrations(Schemas.readBeforehand(null)).plan());

    assertThat(status.reason())
        .isEqualTo(new Reason(Reason.Code.MIGRATION_REFUSED, null, "queue-1 is not granted"));
  }

  @Test
  void whatWasAppliedIsTakenBackByItsDownScriptsAfterTheCode() {
    scene.world.results("publish", "web-2", Result.FAILED);

    DeploymentStatus status =
        playedTo("rolledBack", Plans.atomic().migrations(Schemas.down()).plan());

    assertThat(scene.world.storyFrom("migrate"))
        .containsSubsequence("migrate", "publish " + ALL, "take down", "discard " + ALL);
    assertThat(status.timeline())
        .extracting(TimelineEntry::text)
        .contains("schema undone: took down V2");
  }

  @Test
  void aWayDownThatFailsHalfWayIsToldToAPerson() {
    scene.world.results("publish", "web-2", Result.FAILED);
    scene.world.fails(
        "take down", Failures.of(FailureType.MIGRATION_UNKNOWN, "U2__step.sql had begun"));
    DeploymentWorkflow run = scene.start(Plans.atomic().migrations(Schemas.down()).plan());
    scene.sleep(Duration.ofMinutes(1));

    assertThat(run.status().phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(run.status().reason()).asString().contains("U2__step.sql had begun");
    run.retry(null);
    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
    assertThat(scene.world.story()).filteredOn("take down"::equals).hasSize(2);
  }

  @Test
  void aFrameworksLossesNeedADrillToo() {
    finds(WAIVED);

    DeploymentStatus status =
        playedTo(
            "rolledBack", Plans.atomic().migrations(Schemas.readBeforehand(WITHIN_A_WEEK)).plan());

    assertThat(status.problems().getFirst().what()).contains("there is no backup of the database");
    assertThat(scene.backups.story).containsExactly("list database");
  }
}

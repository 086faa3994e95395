package dev.windlass.workflows.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.drill.DrillWorkflow.DrillRequest;
import dev.windlass.workflows.drill.DrillWorkflow.Pick;
import dev.windlass.workflows.drill.DrillWorkflow.Rehearse;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.scene.FakeBackups;
import dev.windlass.workflows.scene.FakeDrills;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A release's migrations on a backup that was restored and proved, and only then. */
class DrillRehearsalTest {

  private static final String STORE = "s3://offsite/shop";
  private static final String REHEARSE = "rehearse 4f2c9a1 in windlass_drill_1";

  private final Scene scene = new Scene();
  private final FakeBackups world = scene.backups;
  private final FakeDrills drills = scene.drills;
  private DeploymentPlan release = Plans.atomic().flyway().plan();
  private List<String> tables = List.of();
  private int control;

  @BeforeEach
  void store() {
    Instant now = Instant.ofEpochMilli(scene.environment.currentTimeMillis());
    world.rows.add(new Row("b-1", now, List.of(STORE), null, null));
  }

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void comesBehindTheChecksAndIsInTheReport() {
    DrillReport report = play();

    assertThat(world.story)
        .containsSubsequence(
            "check windlass_drill_1", REHEARSE, "drop windlass_drill_1", "close r-1 PASS");
    assertThat(report.rehearsal())
        .extracting(Rehearsal::revision, Rehearsal::took)
        .containsExactly("4f2c9a1", Duration.ofMillis(3_200));
    assertThat(report.proves()).isTrue();
  }

  @Test
  void whatDoesNotRunFailsTheDrillAndNotTheBackup() {
    drills.misfit =
        DrillFinding.fail("rehearsal", DrillReason.REHEARSAL, "V3__typo.sql, statement 2 (line 4)");

    assertThat(failure()).isEqualTo(FailureType.FAILED);

    DrillReport report = drills.reports.getLast();
    assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(report.proves()).isTrue();
    assertThat(world.story).endsWith("drop windlass_drill_1", "close r-1 FAIL REHEARSAL");
  }

  @Test
  void whatCannotBeFoundOutIsNotTheBackupsFaultEither() {
    world.failures.put("rehearse", Failures.of(FailureType.FENCED, "was interrupted"));

    assertThat(failure()).isEqualTo(FailureType.FAILED);

    assertThat(drills.reports.getLast())
        .satisfies(report -> {
          assertThat(report.verdict()).isEqualTo(Verdict.ERROR);
          assertThat(report.proves()).isTrue();
          assertThat(report.rehearsal()).isNull();
        });
  }

  @Test
  void aBackupThatDoesNotPassIsMigratedByNobody() {
    drills.findings.add(DrillFinding.fail("rows", DrillReason.ROW_COUNT, "2, expected 3"));

    assertThat(failure()).isEqualTo(FailureType.FAILED);

    assertThat(world.story).doesNotContain(REHEARSE);
    assertThat(drills.reports.getLast().proves()).isFalse();
    assertThat(told()).isEqualTo("not begun: the backup did not pass");
  }

  @Test
  void aCommandOfTheFrameworkIsSaidToBeImpossible() {
    release = Plans.atomic().migrateByCommand(Migrations.Undo.KEEP).plan();

    assertThat(play().verdict()).isEqualTo(Verdict.PASS);

    assertThat(world.story).doesNotContain(REHEARSE);
    assertThat(told())
        .isEqualTo(
            "not possible: php artisan migrate runs in a release on a host,"
                + " not from the Windlass worker");
  }

  @Test
  void aBackupOfSomeTablesIsMigratedByNobody() {
    tables = List.of("orders");

    play();

    assertThat(world.story).doesNotContain(REHEARSE);
    assertThat(told()).isEqualTo("not possible: the backup has only some of the tables");
  }

  @Test
  void leavesTheControlToTheNextDrill() {
    control = 1;

    assertThat(play().control()).isFalse();
    assertThat(world.story).contains(REHEARSE).doesNotContain("spoil windlass_drill_1");
  }

  @Test
  void anAbortEndsItAndDropsWhatIsThere() {
    world.endless.add("rehearse");
    DrillWorkflow run = start();
    Awaitility.await().until(() -> world.story.contains(REHEARSE));
    run.abort("enough");

    assertThat(failure(run)).isEqualTo(FailureType.ABORTED);
    assertThat(world.story).contains("drop windlass_drill_1");
    assertThat(drills.reports.getLast().proves()).isFalse();
  }

  private String told() {
    return drills.reports.getLast().findings().stream()
        .filter(finding -> finding.check().equals("rehearsal"))
        .findFirst()
        .map(DrillFinding::detail)
        .orElseThrow();
  }

  private DrillReport play() {
    return WorkflowStub.fromTyped(start()).getResult(DrillReport.class);
  }

  private @Nullable FailureType failure() {
    return failure(start());
  }

  private static @Nullable FailureType failure(DrillWorkflow run) {
    try {
      WorkflowStub.fromTyped(run).getResult(DrillReport.class);
      return null;
    } catch (WorkflowFailedException failed) {
      for (FailureType type : FailureType.values()) {
        if (Failures.is(Objects.requireNonNull(failed.getCause()), type)) {
          return type;
        }
      }
      throw failed;
    }
  }

  private DrillWorkflow start() {
    DrillWorkflow run =
        scene
            .client()
            .newWorkflowStub(
                DrillWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(WorkflowIds.drill("shop", "production"))
                    .setTaskQueue(TaskQueues.CENTRAL)
                    .build());
    Rehearse rehearse =
        new Rehearse(
            (ReleaseSource.Artifact) release.release(),
            Objects.requireNonNull(release.migrations()));
    WorkflowClient.start(
        run::run, new DrillRequest(plan(), Pick.LATEST, null, "dev-1", false, rehearse));
    return run;
  }

  private DrillPlan plan() {
    Database production = database("db-1", "shop");
    BackupPlan backup =
        new BackupPlan(
            "shop",
            "production",
            new BackupSource.Data(production, null, null, tables),
            List.of(new StorePlace(STORE, null, null, null)),
            null,
            null,
            "UTC",
            release.ssh(),
            Duration.ofHours(1));
    return new DrillPlan(
        backup,
        null,
        new DrillPlan.Scratch(
            database("db-scratch", "information_schema"), null, "windlass_drill_"),
        List.of(new DrillPlan.Production("shop", "production", production, null, backup.ssh())),
        List.of(),
        new DrillPlan.Objectives(null, null),
        control,
        Duration.ofHours(1));
  }

  private static Database database(String host, String name) {
    return new Database(Database.Engine.MARIADB, host, 3306, name, "windlass", "db-windlass", null);
  }
}

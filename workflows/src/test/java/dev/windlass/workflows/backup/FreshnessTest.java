package dev.windlass.workflows.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.analysis.Alarm;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.backup.FreshnessWorkflow.Freshness;
import dev.windlass.workflows.backup.FreshnessWorkflow.Limit;
import dev.windlass.workflows.backup.FreshnessWorkflow.Vigil;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.drill.DrillLedgerActivities.LastPassed;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.watch.WatchActivities.TellAlarms;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The absence of backups is an alarm, whoever should have taken them. */
class FreshnessTest {

  private static final Duration DAY = Duration.ofHours(26);
  private static final String VAULT = "sftp://vault/shop";
  private static final String OFFSITE = "s3://offsite/shop";
  private static final String DATABASE = "backup of the database";

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void alarmsWhereNoBackupWasEverTaken() {
    FreshnessWorkflow run = start(limit("database"));
    scene.sleep(DAY.minusMinutes(1));
    assertThat(scene.watch.told).isEmpty();

    scene.sleep(Duration.ofMinutes(2));

    assertThat(scene.watch.news()).containsExactly("+ " + DATABASE);
    assertThat(run.status().alarms())
        .extracting(Alarm::sentence)
        .containsExactly(DATABASE + " is overdue: there is none, one every 1 d 2 h is expected");
  }

  @Test
  void isSilentWhileBackupsKeepComing() {
    start(limit("database"));
    for (int day = 0; day < 5; day++) {
      taken("b-" + day);
      scene.sleep(Duration.ofDays(1));
    }

    assertThat(scene.watch.told).isEmpty();
  }

  @Test
  void alarmsAsSoonAsTheNewestIsOlderThanAllowedAndEndsWithTheNextOne() {
    Instant takenAt = taken("b-1");
    FreshnessWorkflow run = start(limit("database"));
    scene.sleep(DAY.plusMinutes(1));

    assertThat(run.status().kinds())
        .containsExactly(new Freshness("database", DAY, "b-1", takenAt, takenAt.plus(DAY)));
    assertThat(scene.watch.news()).containsExactly("+ " + DATABASE);
    assertThat(scene.watch.told.getFirst().open())
        .extracting(Alarm::detail)
        .containsExactly(
            "the newest is b-1 of %s, one every 1 d 2 h is expected".formatted(takenAt));

    taken("b-2");
    scene.sleep(Duration.ofMinutes(6));

    assertThat(scene.watch.news()).containsExactly("+ " + DATABASE, "- " + DATABASE);
    assertThat(run.status().alarms()).isEmpty();
  }

  @Test
  void alarmsWhereTheSecondStoreGetsNoneAndSaysWhich() {
    Limit both = new Limit("database", DAY, now(), List.of(VAULT, OFFSITE));
    Instant everywhere = now();
    scene.backups.rows.addFirst(new Row("b-1", everywhere, List.of(VAULT, OFFSITE), null, null));
    FreshnessWorkflow run = start(both);
    scene.sleep(Duration.ofHours(25));
    Instant near = taken("b-2");
    assertThat(scene.watch.told).isEmpty();

    scene.sleep(Duration.ofHours(2));

    assertThat(scene.watch.news()).containsExactly("+ " + DATABASE);
    assertThat(run.status().alarms())
        .extracting(Alarm::detail)
        .containsExactly(
            "b-2 of %s is not in %s, and the newest in every store is b-1 of %s, one every 1 d 2 h is expected"
                .formatted(near, OFFSITE, everywhere));

    scene.backups.rows.set(0, new Row("b-2", near, List.of(VAULT, OFFSITE), null, null));
    scene.sleep(Duration.ofMinutes(6));
    assertThat(scene.watch.news()).containsExactly("+ " + DATABASE, "- " + DATABASE);
  }

  @Test
  void aStoreThatIsNewInTheFileHasTheTimeToBeFilled() {
    FreshnessWorkflow run = start(new Limit("database", DAY, now(), List.of(VAULT)));
    taken("b-1");
    scene.sleep(Duration.ofHours(25));
    taken("b-2");
    run.renew(
        new Vigil(
            "shop",
            "production",
            List.of(new Limit("database", DAY, now(), List.of(VAULT, OFFSITE)))));
    scene.sleep(Duration.ofHours(25));
    taken("b-3");
    assertThat(scene.watch.told).isEmpty();

    scene.sleep(Duration.ofHours(2));

    assertThat(run.status().alarms())
        .extracting(Alarm::detail)
        .asString()
        .contains("is not in " + OFFSITE + ", and none is in every store");
  }

  @Test
  void tellsAnOpenAlarmAgainBeforeItGrowsOld() {
    start(limit("database"));
    scene.sleep(DAY.plusHours(1));

    List<TellAlarms> told = scene.watch.told;
    assertThat(told).hasSizeBetween(12, 14);
    for (int i = 1; i < told.size(); i++) {
      assertThat(told.get(i).begun()).isEmpty();
      assertThat(told.get(i).open()).isEqualTo(told.getFirst().open());
    }
    assertThat(told).extracting(TellAlarms::about).containsOnly("backups");
  }

  @Test
  void watchesEachKindByItself() {
    start(limit("database"), new Limit("files", Duration.ofDays(8), now()));
    taken("b-1");
    scene.sleep(DAY.plusMinutes(1));

    assertThat(scene.watch.news()).containsExactly("+ " + DATABASE);
  }

  @Test
  void aFileThatIsPutEveryDayHidesNothing() {
    FreshnessWorkflow run = start(limit("database"));
    scene.sleep(Duration.ofHours(25));
    run.renew(new Vigil("shop", "production", List.of(limit("database"))));
    scene.sleep(Duration.ofHours(2));

    assertThat(scene.watch.news()).containsExactly("+ " + DATABASE);
  }

  @Test
  void aFileThatAllowsMoreTimeEndsTheAlarmAtOnce() {
    FreshnessWorkflow run = start(limit("database"));
    scene.sleep(DAY.plusMinutes(1));
    run.renew(
        new Vigil("shop", "production", List.of(new Limit("database", DAY.plusDays(1), now()))));
    scene.sleep(Duration.ofSeconds(1));

    assertThat(scene.watch.news()).containsExactly("+ " + DATABASE, "- " + DATABASE);
  }

  @Test
  void aKindThatIsNoLongerWatchedIsNoLongerTold() {
    FreshnessWorkflow run = start(limit("database"));
    scene.sleep(DAY.plusMinutes(1));
    run.renew(new Vigil("shop", "production", List.of(limit("files"))));
    scene.sleep(Duration.ofSeconds(1));

    assertThat(scene.watch.news()).containsExactly("+ " + DATABASE, "- " + DATABASE);
    assertThat(run.status().kinds()).extracting(Freshness::kind).containsExactly("files");
  }

  @Test
  void aBackupOfTheFutureSaysNothingOfThePresent() {
    scene.backups.rows.add(
        new Row("b-9", now().plus(Duration.ofDays(90)), List.of("v"), null, null));
    start(limit("database"));
    scene.sleep(DAY.plusMinutes(1));

    assertThat(scene.watch.news()).containsExactly("+ " + DATABASE);
  }

  @Test
  void alarmsWhereNoDrillEverPassedAndEndsWithTheFirstThatDoes() {
    FreshnessWorkflow run = start(limit(Limit.DRILL));
    taken("b-1");
    scene.sleep(DAY.plusMinutes(1));

    assertThat(scene.watch.news()).containsExactly("+ drill");
    assertThat(run.status().alarms())
        .extracting(Alarm::sentence)
        .containsExactly("drill is overdue: none has passed, one every 1 d 2 h is expected");

    Instant at = now();
    scene.drills.passed = new LastPassed("dr-1", at);
    scene.sleep(Duration.ofMinutes(6));

    assertThat(scene.watch.news()).containsExactly("+ drill", "- drill");
    assertThat(run.status().kinds())
        .containsExactly(new Freshness(Limit.DRILL, DAY, "dr-1", at, at.plus(DAY)));
  }

  @Test
  void alarmsAsSoonAsTheLastDrillThatPassedIsOlderThanAllowed() {
    Instant at = now();
    scene.drills.passed = new LastPassed("dr-1", at);
    FreshnessWorkflow run = start(limit("database"), limit(Limit.DRILL));
    taken("b-1");
    scene.sleep(DAY.minusMinutes(1));
    assertThat(scene.watch.told).isEmpty();
    taken("b-2");

    scene.sleep(Duration.ofMinutes(2));

    assertThat(scene.watch.news()).containsExactly("+ drill");
    assertThat(run.status().alarms())
        .extracting(Alarm::detail)
        .containsExactly(
            "the last that passed is dr-1 of %s, one every 1 d 2 h is expected".formatted(at));
  }

  @Test
  void anAlarmOutlivesTheRunThatFoundIt() {
    FreshnessWorkflow run = start(limit("database"));
    scene.sleep(DAY.plus(Duration.ofMinutes(5 * 210)));

    assertThat(scene.watch.news()).containsExactly("+ " + DATABASE);
    assertThat(run.status().alarms()).hasSize(1);
  }

  @Test
  void endsWhereTheFileNoLongerAsksForIt() {
    FreshnessWorkflow run = start(limit("database"));
    run.end("a file");
    WorkflowStub.fromTyped(run).getResult(Void.class);

    assertThat(WorkflowStub.fromTyped(run).describe().getStatus())
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED);
    assertThat(scene.watch.told).isEmpty();
  }

  private Instant taken(String id) {
    Instant at = now();
    scene.backups.rows.addFirst(new Row(id, at, List.of(VAULT), null, null));
    return at;
  }

  private Instant now() {
    return Instant.ofEpochMilli(scene.environment.currentTimeMillis());
  }

  private Limit limit(String kind) {
    return new Limit(kind, DAY, now());
  }

  private FreshnessWorkflow start(Limit... limits) {
    FreshnessWorkflow run =
        scene
            .client()
            .newWorkflowStub(
                FreshnessWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(WorkflowIds.freshness("shop", "production"))
                    .setTaskQueue(TaskQueues.CENTRAL)
                    .build());
    WorkflowClient.start(run::run, new Vigil("shop", "production", List.of(limits)));
    return run;
  }
}

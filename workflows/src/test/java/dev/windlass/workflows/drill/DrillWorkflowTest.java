package dev.windlass.workflows.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import dev.windlass.workflows.drill.DrillWorkflow.DrillRequest;
import dev.windlass.workflows.drill.DrillWorkflow.Pick;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.scene.FakeBackups;
import dev.windlass.workflows.scene.FakeDrills;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.scene.ShopBackups;
import dev.windlass.workflows.scene.ShopDrills;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a drill does, in which order, and what it leaves behind however it ends. */
class DrillWorkflowTest {

  private static final String VAULT = ShopBackups.VAULT;
  private static final String OFFSITE = ShopBackups.OFFSITE;
  private static final String DATABASE = ShopDrills.SCRATCH;

  private final Scene scene = new Scene();
  private final FakeBackups world = scene.backups;
  private final FakeDrills drills = scene.drills;
  private Objectives objectives = new Objectives(null, null);
  private int control;

  @BeforeEach
  void store() {
    ShopDrills.row(scene, "b-old", 9, VAULT, OFFSITE);
    ShopDrills.row(scene, "b-1", 2, VAULT, OFFSITE);
    ShopDrills.row(scene, "b-here", 1, VAULT);
  }

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void drillsTheNewestOffsiteCopyAndDropsWhatItMade() {
    DrillReport report = play(Pick.LATEST, null);

    assertThat(world.story)
        .containsExactly(
            "open drill for dev-1",
            "list database",
            "hold b-1",
            "prove",
            "restore b-1 as AS_STORED into " + DATABASE,
            "check " + DATABASE,
            "drop " + DATABASE,
            "close r-1 PASS");
    assertThat(report.backup()).isEqualTo("b-1");
    assertThat(report.timings())
        .extracting(DrillReport.Timings::recovery)
        .isEqualTo(Duration.ofSeconds(140));
    assertThat(report.dataAge()).isBetween(Duration.ofHours(2), Duration.ofMinutes(121));
    assertThat(drills.reports).containsExactly(report);
  }

  @Test
  void drillsTheBackupThatIsNamed() {
    assertThat(play(Pick.NAMED, "b-old").backup()).isEqualTo("b-old");
  }

  @Test
  void drillsSomeBackupThatTheOffsiteStoreHas() {
    assertThat(play(Pick.RANDOM, null).backup()).isIn("b-old", "b-1");
  }

  @Test
  void takesAnotherBackupWhereRetentionWasFaster() {
    drills.going.add("b-1");

    assertThat(play(Pick.LATEST, null).backup()).isEqualTo("b-old");
    assertThat(world.story).containsSubsequence("hold b-1", "hold b-old", "prove");
  }

  @Test
  void refusesANameThatTheOffsiteStoreDoesNotHave() {
    assertThatFails(
        Pick.NAMED,
        "b-here",
        FailureType.REFUSED,
        "b-here is not whole in s3://offsite/shop; the catalogue has b-here in sftp://backup@vault/shop;"
            + " if a store has another address now: windlass backups rescan production;"
            + " else which are: windlass backups production");

    assertThat(world.story)
        .containsExactly("open drill for dev-1", "list database", "close r-1 ERROR NO_BACKUP");
  }

  @Test
  void saysWhatToDoWhereTheStoresAddressHasChanged() {
    world.rows.clear();
    ShopDrills.row(scene, "b-1", 3, VAULT, "s3://offsite:9001/shop");
    ShopDrills.row(scene, "b-2", 2, "s3://offsite:9001/shop");

    assertThatFails(
        Pick.LATEST,
        null,
        FailureType.REFUSED,
        "no backup is whole in s3://offsite/shop; the catalogue has 2 backups in"
            + " s3://offsite:9001/shop, sftp://backup@vault/shop; if a store has another address now:"
            + " windlass backups rescan production; else take one: windlass backup production");
  }

  @Test
  void writesNothingWhereTheScratchServerMayBeProduction() {
    drills.problems.add(new Problem("db-1:3306", "is the server of shop production", "another"));
    drills.databases.add("windlass_drill_0");

    assertThatFails(
        Pick.LATEST, null, FailureType.REFUSED, "is the server of shop production; another");

    assertThat(world.story)
        .containsExactly(
            "open drill for dev-1",
            "list database",
            "hold b-1",
            "prove",
            "close r-1 ERROR NOT_SCRATCH");
  }

  @Test
  void isRefusedWhereNobodyCouldFindOut() {
    fails("prove", "db-1 does not answer");

    assertThatFails(Pick.LATEST, null, FailureType.REFUSED, "db-1 does not answer");

    assertThat(world.story).endsWith("prove", "close r-1 ERROR UNMEASURED");
  }

  @Test
  void dropsOnlyWhatEndedDrillsLeft() {
    drills.databases.addAll(List.of("windlass_drill_0", "windlass_drill_other"));
    drills.forsaken.add("windlass_drill_0");

    DrillReport report = play(Pick.LATEST, null);

    assertThat(world.story)
        .containsSubsequence(
            "prove",
            "forsaken among [windlass_drill_0, windlass_drill_other]",
            "drop windlass_drill_0",
            "restore b-1 as AS_STORED into " + DATABASE)
        .doesNotContain("drop windlass_drill_other");
    assertThat(report.remarks())
        .containsExactly("dropped windlass_drill_0, which an earlier drill had left");
  }

  @Test
  void aDamagedBackupFailsTheDrillByItsReason() {
    drills.damage = DrillFinding.fail("restore", DrillReason.TRUNCATED, "cut short");
    control = 1;

    assertThatFails(Pick.LATEST, null, FailureType.FAILED, "restore: cut short");

    assertThat(world.story)
        .endsWith(
            "restore b-1 as AS_STORED into " + DATABASE,
            "drop " + DATABASE,
            "close r-1 FAIL TRUNCATED");
  }

  @Test
  void aCheckThatIsBadFailsTheDrillAfterAllChecks() {
    drills.findings.add(DrillFinding.fail("foreign keys", DrillReason.ORPHANS, "3 orphans"));
    control = 1;

    assertThatFails(Pick.LATEST, null, FailureType.FAILED, "foreign keys: 3 orphans");

    assertThat(world.story)
        .endsWith("check " + DATABASE, "drop " + DATABASE, "close r-1 FAIL ORPHANS");
  }

  @Test
  void aScratchServerThatDiesLeavesAnUnknownAndIsCleanedAllTheSame() {
    fails("check", "the scratch server is gone");
    fails("drop", "the scratch server is gone");

    assertThatFails(Pick.LATEST, null, FailureType.FAILED, "the scratch server is gone");

    assertThat(world.story).endsWith("drop " + DATABASE, "close r-1 ERROR UNMEASURED");
    assertThat(drills.reports.getFirst().findings())
        .extracting(DrillFinding::reason)
        .contains(DrillReason.UNMEASURED, DrillReason.LEFT_BEHIND);
  }

  @Test
  void measuresAgainstWhatWasPromised() {
    objectives = new Objectives(Duration.ofMinutes(2), Duration.ofHours(1));

    assertThatFails(
        Pick.LATEST, null, FailureType.FAILED, "recovery time: 2 m 20 s, objective 2 m");

    assertThat(drills.reports.getFirst().findings())
        .extracting(DrillFinding::reason)
        .contains(DrillReason.TOO_SLOW, DrillReason.DATA_TOO_OLD);
  }

  @Test
  void eachSoManiethDrillProvesThatDamageIsFound() {
    control = 4;
    drills.sinceControl = 3;

    DrillReport report = play(Pick.LATEST, null);

    assertThat(world.story)
        .endsWith(
            "check " + DATABASE,
            "spoil " + DATABASE,
            "check " + DATABASE,
            "restore b-1 as FLIPPED into " + DATABASE,
            "drop " + DATABASE,
            "close r-1 PASS");
    assertThat(report.control()).isTrue();
    assertThat(report.findings())
        .extracting(DrillFinding::check)
        .endsWith("control: a dropped table", "control: a flipped byte");
  }

  @Test
  void aControlThatIsAskedForIsRunWhateverTheCount() {
    DrillReport report =
        result(
            ShopDrills.start(
                scene, new DrillRequest(plan(), Pick.LATEST, null, "dev-1", true, null)));

    assertThat(report.control()).isTrue();
    assertThat(world.story)
        .containsSubsequence(
            "spoil " + DATABASE, "restore b-1 as FLIPPED into " + DATABASE, "drop " + DATABASE);
  }

  @Test
  void aControlThatIsAskedForProvesNothingOfABackupThatFailed() {
    drills.damage = DrillFinding.fail("restore", DrillReason.TRUNCATED, "cut short");
    DrillWorkflow run =
        ShopDrills.start(scene, new DrillRequest(plan(), Pick.LATEST, null, "dev-1", true, null));

    assertThatThrownBy(() -> result(run)).cause().hasMessageContaining("restore: cut short");

    assertThat(drills.reports.getFirst().control()).isFalse();
  }

  @Test
  void noControlIsRunBeforeItsTurn() {
    control = 4;
    drills.sinceControl = 2;

    assertThat(play(Pick.LATEST, null).control()).isFalse();
    assertThat(world.story).doesNotContain("spoil " + DATABASE);
  }

  @Test
  void aDrillThatFindsNoDamageIsBroken() {
    control = 1;
    drills.blind = true;

    assertThatFails(Pick.LATEST, null, FailureType.FAILED, "the drill is broken");

    assertThat(world.story).endsWith("drop " + DATABASE, "close r-1 FAIL CONTROL_PASSED");
    assertThat(drills.reports.getFirst().findings())
        .filteredOn(finding -> finding.reason() == DrillReason.CONTROL_PASSED)
        .hasSize(2);
  }

  @Test
  void anAbortEndsTheRestoreAndLeavesNothing() {
    world.endless.add("restore");
    DrillWorkflow run = start(Pick.LATEST, null);
    Awaitility.await().until(() -> world.story.toString().contains("restore b-1"));
    run.abort("wrong hour");

    assertThatThrownBy(() -> result(run))
        .cause()
        .matches(failure -> Failures.is(failure, FailureType.ABORTED))
        .hasMessageContaining("aborted: wrong hour");

    assertThat(world.story)
        .endsWith(
            "restore b-1 as AS_STORED into " + DATABASE,
            "restore b-1 as AS_STORED into " + DATABASE + " cancelled",
            "drop " + DATABASE,
            "close r-1 ERROR UNMEASURED");
  }

  @Test
  void anAbortThatComesAfterTheLastCheckChangesNothingOfWhatWasFound() {
    AtomicReference<DrillWorkflow> begun = new AtomicReference<>();
    world.hooks.put(
        "drop " + DATABASE,
        () -> Awaitility.await().until(begun::get, Objects::nonNull).abort("wrong hour"));
    DrillWorkflow run = start(Pick.LATEST, null);
    begun.set(run);

    DrillReport report = result(run);

    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(report.remarks())
        .containsExactly("aborted: wrong hour; that was too late: all was found by then");
    assertThat(world.story).endsWith("drop " + DATABASE, "close r-1 PASS");
    assertThat(run.status().doing()).isEqualTo("b-1 is proved");
    assertThat(run.status().remarks()).isEqualTo(report.remarks());
  }

  @Test
  void temporalsCancelMeansAbortAndLeavesNothing() {
    world.endless.add("check");
    DrillWorkflow run = start(Pick.LATEST, null);
    Awaitility.await().until(() -> world.story.contains("check " + DATABASE));
    WorkflowStub.fromTyped(run).cancel();

    assertThatThrownBy(() -> result(run)).isInstanceOf(WorkflowFailedException.class);

    assertThat(WorkflowStub.fromTyped(run).describe().getStatus())
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    assertThat(world.story).endsWith("drop " + DATABASE, "close r-1 ERROR UNMEASURED");
    assertThat(drills.reports.getFirst().verdict()).isEqualTo(Verdict.ERROR);
  }

  private void fails(String act, String why) {
    world.failures.put(act, Failures.of(FailureType.INVALID, why));
  }

  private void assertThatFails(Pick pick, @Nullable String backup, FailureType type, String why) {
    assertThatThrownBy(() -> play(pick, backup))
        .cause()
        .matches(failure -> Failures.is(failure, type))
        .hasMessageContaining(why);
  }

  private DrillReport play(Pick pick, @Nullable String backup) {
    return result(start(pick, backup));
  }

  private static DrillReport result(DrillWorkflow run) {
    return WorkflowStub.fromTyped(run).getResult(DrillReport.class);
  }

  private DrillWorkflow start(Pick pick, @Nullable String backup) {
    return ShopDrills.start(scene, new DrillRequest(plan(), pick, backup, "dev-1"));
  }

  private DrillPlan plan() {
    return ShopDrills.plan(objectives, control);
  }
}

package dev.windlass.workflows.replay;

import static dev.windlass.workflows.scene.ShopBackups.OFFSITE;
import static dev.windlass.workflows.scene.ShopBackups.VAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.backup.FreshnessWorkflow;
import dev.windlass.workflows.backup.FreshnessWorkflow.Limit;
import dev.windlass.workflows.backup.FreshnessWorkflow.Vigil;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.drill.DrillFinding;
import dev.windlass.workflows.drill.DrillLedgerActivities.LastPassed;
import dev.windlass.workflows.drill.DrillPlan;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import dev.windlass.workflows.drill.DrillReason;
import dev.windlass.workflows.drill.DrillReport;
import dev.windlass.workflows.drill.DrillWorkflow;
import dev.windlass.workflows.drill.DrillWorkflow.DrillRequest;
import dev.windlass.workflows.drill.DrillWorkflow.Pick;
import dev.windlass.workflows.drill.ScheduledDrillWorkflow;
import dev.windlass.workflows.drill.ScheduledDrillWorkflow.DrillHour;
import dev.windlass.workflows.drill.ScheduledDrillWorkflow.DrillTurn;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.scene.ShopDrills;
import dev.windlass.workflows.schedule.Overlap;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plays the main stories of drills and keeps their histories, when it is asked to. */
class DrillEndsRecordTest {

  @BeforeEach
  void onlyWhenAsked() {
    assumeTrue(Histories.isRecording(), "run with -Dwindlass.record=true to record anew");
  }

  @Test
  void aDrillThatPassesAndSweepsWhatAnEarlierOneLeft() {
    try (Scene scene = scene()) {
      scene.drills.databases.add("windlass_drill_0");
      scene.drills.forsaken.add("windlass_drill_0");
      assertThat(result(start(scene, Pick.LATEST, 4)).verdict()).isEqualTo(Verdict.PASS);
      keep("drill-passed", scene);
    }
  }

  @Test
  void aDrillOfAnyBackupWithItsControl() {
    try (Scene scene = scene()) {
      assertThat(result(start(scene, Pick.RANDOM, 1)).control()).isTrue();
      keep("drill-control", scene);
    }
  }

  @Test
  void aDrillThatFindsADamagedCopy() {
    try (Scene scene = scene()) {
      scene.drills.damage = DrillFinding.fail("restore", DrillReason.DAMAGED, "another digest");
      DrillWorkflow run = start(scene, Pick.LATEST, 1);
      assertThatThrownBy(() -> result(run)).isInstanceOf(WorkflowFailedException.class);
      keep("drill-failed", scene);
    }
  }

  @Test
  void aDrillThatIsAborted() {
    try (Scene scene = scene()) {
      scene.backups.endless.add("restore");
      DrillWorkflow run = start(scene, Pick.LATEST, 0);
      Awaitility.await().until(() -> scene.backups.story.toString().contains("restore b-1"));
      run.abort("wrong hour");
      assertThatThrownBy(() -> result(run)).isInstanceOf(WorkflowFailedException.class);
      keep("drill-aborted", scene);
    }
  }

  @Test
  void aDrillWhoseAbortComesTooLate() {
    try (Scene scene = scene()) {
      AtomicReference<DrillWorkflow> begun = new AtomicReference<>();
      scene.backups.hooks.put(
          "drop " + ShopDrills.SCRATCH,
          () -> Awaitility.await().until(begun::get, Objects::nonNull).abort("wrong hour"));
      begun.set(start(scene, Pick.LATEST, 0));
      assertThat(result(begun.get()).verdict()).isEqualTo(Verdict.PASS);
      keep("drill-late-abort", scene);
    }
  }

  @Test
  void aDrillByItsSchedule() {
    try (Scene scene = scene()) {
      String id = WorkflowIds.scheduledDrill("shop", "production");
      ScheduledDrillWorkflow run =
          ShopDrills.schedule(scene, new DrillHour(plan(4), Pick.LATEST, Overlap.SKIP));
      assertThat(WorkflowStub.fromTyped(run).getResult(DrillTurn.class).drill()).isEqualTo("r-1");
      Histories.write("scheduled-drill", scene.client().fetchHistory(id));
    }
  }

  @Test
  void theAbsenceOfDrills() {
    try (Scene scene = new Scene()) {
      Instant now = Instant.ofEpochMilli(scene.environment.currentTimeMillis());
      String id = WorkflowIds.freshness("shop", "production");
      FreshnessWorkflow run =
          scene.client().newWorkflowStub(FreshnessWorkflow.class, ShopDrills.options(id));
      WorkflowClient.start(
          run::run,
          new Vigil(
              "shop", "production", List.of(new Limit(Limit.DRILL, Duration.ofHours(12), now))));
      scene.sleep(Duration.ofHours(13));
      assertThat(run.status().alarms()).hasSize(1);
      scene.drills.passed = new LastPassed("dr-1", now.plus(Duration.ofHours(13)));
      scene.sleep(Duration.ofHours(1));
      Histories.write("freshness-drill", scene.client().fetchHistory(id));
    }
  }

  private static Scene scene() {
    Scene scene = new Scene();
    ShopDrills.row(scene, "b-1", 2, VAULT, OFFSITE);
    return scene;
  }

  private static DrillWorkflow start(Scene scene, Pick pick, int control) {
    return ShopDrills.start(scene, new DrillRequest(plan(control), pick, null, "dev-1"));
  }

  private static DrillPlan plan(int control) {
    return ShopDrills.plan(new Objectives(null, null), control);
  }

  private static DrillReport result(DrillWorkflow run) {
    return WorkflowStub.fromTyped(run).getResult(DrillReport.class);
  }

  private static void keep(String name, Scene scene) {
    Histories.write(name, scene.client().fetchHistory(WorkflowIds.drill("shop", "production")));
  }
}

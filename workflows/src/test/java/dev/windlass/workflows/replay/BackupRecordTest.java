package dev.windlass.workflows.replay;

import static dev.windlass.workflows.scene.ShopBackups.OFFSITE;
import static dev.windlass.workflows.scene.ShopBackups.VAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.windlass.workflows.backup.BackupWorkflow;
import dev.windlass.workflows.backup.BackupWorkflow.BackupStatus;
import dev.windlass.workflows.backup.CatalogueActivities.Entered;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.backup.RescanActivities.Found;
import dev.windlass.workflows.backup.RescanActivities.Oddity;
import dev.windlass.workflows.backup.RescanActivities.Scanned;
import dev.windlass.workflows.backup.RescanWorkflow;
import dev.windlass.workflows.backup.RescanWorkflow.RescanStatus;
import dev.windlass.workflows.backup.Retention;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.scene.FakeBackups;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.scene.ShopBackups;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plays the main stories of backups and keeps their histories, when it is asked to. */
class BackupRecordTest {

  @BeforeEach
  void onlyWhenAsked() {
    assumeTrue(Histories.isRecording(), "run with -Dwindlass.record=true to record anew");
  }

  @Test
  void aBackupThatIsCopiedAndAnOlderOneThatGoes() {
    try (Scene scene = new Scene()) {
      Instant now = Instant.ofEpochMilli(scene.environment.currentTimeMillis());
      row(scene, "b-old", now.minus(Duration.ofDays(9)));
      row(scene, "b-new", now.minus(Duration.ofMinutes(1)));
      BackupWorkflow run =
          ShopBackups.start(scene, ShopBackups.plan(new Retention(1, 0, 0, 0), VAULT, OFFSITE));
      assertThat(result(run).pruned()).containsExactly("b-old");
      keep("backup", scene);
    }
  }

  @Test
  void aBackupWhoseCopyFails() {
    try (Scene scene = new Scene()) {
      scene.backups.failures.put(
          "copy", Failures.of(FailureType.INVALID, "the store has no room left"));
      BackupWorkflow run = ShopBackups.start(scene, ShopBackups.plan(null, VAULT, OFFSITE));
      assertThatThrownBy(() -> result(run)).isInstanceOf(WorkflowFailedException.class);
      keep("backup-failed", scene);
    }
  }

  @Test
  void aBackupThatIsAborted() {
    try (Scene scene = new Scene()) {
      scene.backups.endless.add("take");
      BackupWorkflow run = ShopBackups.start(scene, ShopBackups.plan(null, VAULT));
      Awaitility.await().until(() -> scene.backups.story.contains("take b-1 to " + VAULT));
      run.abort("wrong hour");
      assertThatThrownBy(() -> result(run)).isInstanceOf(WorkflowFailedException.class);
      keep("backup-aborted", scene);
    }
  }

  @Test
  void aRescanThatFindsTwoPagesAndAnOddity() {
    try (Scene scene = new Scene()) {
      Instant now = Instant.parse("2026-11-20T02:00:00Z");
      Found found = new Found("b-1", "database", now, now, FakeBackups.TAKEN);
      Oddity half = new Oddity("b-2", "it has no manifest");
      scene.backups.pages.put(VAULT, new Scanned(List.of(found), List.of(), "b-1"));
      scene.backups.pages.put(VAULT + "b-1", new Scanned(List.of(), List.of(half), null));
      scene.backups.entered = new Entered(List.of("b-1"), List.of());
      RescanWorkflow run = ShopBackups.rescan(scene, VAULT, OFFSITE);
      RescanStatus end = WorkflowStub.fromTyped(run).getResult(RescanStatus.class);
      assertThat(end.stores().getFirst().odd()).containsExactly(half);
      Histories.write(
          "rescan", scene.client().fetchHistory(WorkflowIds.rescan("shop", "production")));
    }
  }

  private static void row(Scene scene, String id, Instant takenAt) {
    scene.backups.rows.addFirst(new Row(id, takenAt, List.of(VAULT, OFFSITE), null, null));
  }

  private static BackupStatus result(BackupWorkflow run) {
    return WorkflowStub.fromTyped(run).getResult(BackupStatus.class);
  }

  private static void keep(String name, Scene scene) {
    Histories.write(
        name, scene.client().fetchHistory(WorkflowIds.backup("shop", "production", "database")));
  }
}

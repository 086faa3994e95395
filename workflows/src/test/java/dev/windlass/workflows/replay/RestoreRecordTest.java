package dev.windlass.workflows.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.restore.Emergency.Otherwise;
import dev.windlass.workflows.restore.Guide;
import dev.windlass.workflows.restore.RestoreWorkflow;
import dev.windlass.workflows.restore.RestoreWorkflow.Left;
import dev.windlass.workflows.restore.RestoreWorkflow.RestoreStatus;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.scene.ShopRestores;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plays the main stories of restores and keeps their histories, when it is asked to. */
class RestoreRecordTest {

  @BeforeEach
  void onlyWhenAsked() {
    assumeTrue(Histories.isRecording(), "run with -Dwindlass.record=true to record anew");
  }

  @Test
  void aRestoreThatSecuresFirst() {
    try (Scene scene = new Scene()) {
      RestoreWorkflow run = ShopRestores.start(scene, ShopRestores.plan(Database.Engine.MARIADB));
      assertThat(result(run).left()).isEqualTo(Left.RESTORED);
      keep("restore", scene);
    }
  }

  @Test
  void aRestoreOfADamagedBackup() {
    try (Scene scene = new Scene()) {
      scene.backups.failures.put(
          "load", Failures.of(FailureType.BACKUP_DAMAGED, "its digest is another one"));
      RestoreWorkflow run =
          ShopRestores.start(scene, ShopRestores.plan(Database.Engine.POSTGRESQL));
      assertThatThrownBy(() -> result(run)).isInstanceOf(WorkflowFailedException.class);
      keep("restore-failed", scene);
    }
  }

  @Test
  void anEmergencyRestoreWithItsCode() {
    try (Scene scene = new Scene()) {
      RestoreWorkflow run = emergency(scene, null);
      assertThat(result(run).closed()).isFalse();
      keep("restore-emergency", scene);
    }
  }

  @Test
  void aGuidedRecoveryThatIsToldToGoOnTwice() {
    try (Scene scene = new Scene()) {
      RestoreWorkflow run = emergency(scene, new Guide(List.of("ledger: 7 rolledBack")));
      scene.sleep(Duration.ofMinutes(10));
      run.goOn("by dev-2");
      scene.sleep(Duration.ofMinutes(10));
      run.goOn("by dev-2");
      assertThat(result(run).left()).isEqualTo(Left.RESTORED);
      keep("recovery-guided", scene);
    }
  }

  private static RestoreWorkflow emergency(Scene scene, @Nullable Guide guide) {
    return ShopRestores.start(
        scene,
        ShopRestores.plan(Database.Engine.MARIADB)
            .within(
                ShopRestores.emergency(
                    Otherwise.CLOSED, Plans.rollback("20261115-1").plan(), guide)));
  }

  private static RestoreStatus result(RestoreWorkflow run) {
    return WorkflowStub.fromTyped(run).getResult(RestoreStatus.class);
  }

  private static void keep(String name, Scene scene) {
    Histories.write(name, scene.client().fetchHistory(WorkflowIds.change("shop", "production")));
  }
}

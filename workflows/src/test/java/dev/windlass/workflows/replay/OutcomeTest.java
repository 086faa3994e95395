package dev.windlass.workflows.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import dev.windlass.workflows.drill.DrillWorkflow.DrillRequest;
import dev.windlass.workflows.drill.DrillWorkflow.Pick;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.scene.ShopBackups;
import dev.windlass.workflows.scene.ShopDrills;
import dev.windlass.workflows.scene.ShopRestores;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every run says in Temporal how it ended, so that lists can be asked for it. */
class OutcomeTest {

  private static final String BACKUP = WorkflowIds.backup("shop", "production", "database");
  private static final String RESTORE = WorkflowIds.change("shop", "production");
  private static final String DRILL = WorkflowIds.drill("shop", "production");
  private static final String RESCAN = WorkflowIds.rescan("shop", "production");

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void ofABackup() {
    await(ShopBackups.start(scene, ShopBackups.plan(null, ShopBackups.VAULT)));

    assertThat(outcome(BACKUP)).isEqualTo("succeeded");
  }

  @Test
  void ofABackupThatFails() {
    scene.backups.failures.put("take", Failures.of(FailureType.INVALID, "access denied"));
    await(ShopBackups.start(scene, ShopBackups.plan(null, ShopBackups.VAULT)));

    assertThat(outcome(BACKUP)).isEqualTo("failed");
  }

  @Test
  void ofABackupThatIsAborted() {
    scene.backups.endless.add("take");
    var run = ShopBackups.start(scene, ShopBackups.plan(null, ShopBackups.VAULT));
    Awaitility.await()
        .until(() -> scene.backups.story.stream().anyMatch(line -> line.startsWith("take")));
    run.abort(null);
    await(run);

    assertThat(outcome(BACKUP)).isEqualTo("aborted");
  }

  @Test
  void ofARestore() {
    await(ShopRestores.start(scene, ShopRestores.plan(Database.Engine.MARIADB)));

    assertThat(outcome(RESTORE)).isEqualTo("succeeded");
  }

  @Test
  void ofARestoreThatIsRefused() {
    scene.restores.kept = false;
    await(ShopRestores.start(scene, ShopRestores.plan(Database.Engine.MARIADB)));

    assertThat(outcome(RESTORE)).isEqualTo("refused");
  }

  @Test
  void ofADrill() {
    ShopDrills.row(scene, "b-1", 3, ShopBackups.OFFSITE);
    await(ShopDrills.start(scene, drill()));

    assertThat(outcome(DRILL)).isEqualTo("succeeded");
  }

  @Test
  void ofADrillThatFindsNothingToDrill() {
    await(ShopDrills.start(scene, drill()));

    assertThat(outcome(DRILL)).isEqualTo("refused");
  }

  @Test
  void ofARescan() {
    await(ShopBackups.rescan(scene, ShopBackups.VAULT));

    assertThat(outcome(RESCAN)).isEqualTo("succeeded");
  }

  @Test
  void ofARescanThatCouldNotReadAll() {
    scene.backups.failures.put("scan", Failures.of(FailureType.INVALID, "access denied"));
    await(ShopBackups.rescan(scene, ShopBackups.VAULT));

    assertThat(outcome(RESCAN)).isEqualTo("failed");
  }

  private static DrillRequest drill() {
    return new DrillRequest(
        ShopDrills.plan(new Objectives(null, null), 0), Pick.LATEST, null, "dev-1");
  }

  private static void await(Object run) {
    try {
      WorkflowStub.fromTyped(run).getResult(Object.class);
    } catch (WorkflowFailedException ended) {
      assertThat(ended).isNotNull();
    }
  }

  /** As its last word in Temporal says. */
  private String outcome(String workflow) {
    HistoryEvent last =
        scene.client().fetchHistory(workflow).getEvents().stream()
            .filter(HistoryEvent::hasUpsertWorkflowSearchAttributesEventAttributes)
            .reduce((_, later) -> later)
            .orElseThrow();
    Payload said =
        last.getUpsertWorkflowSearchAttributesEventAttributes()
            .getSearchAttributes()
            .getIndexedFieldsOrThrow(SearchAttributes.OUTCOME.getName());
    return said.getData().toStringUtf8().replace("\"", "");
  }
}

package dev.windlass.workflows.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.ledger.LedgerActivities.Close;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.restore.RestoreWorkflow.Left;
import dev.windlass.workflows.restore.RestoreWorkflow.Phase;
import dev.windlass.workflows.restore.RestoreWorkflow.RestoreStatus;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.scene.ShopRestores;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A recovery that leads people: where it asks, and what is done only after a yes. */
class GuidedRecoveryTest {

  private static final String FOUND = "ledger: 7 (20261121-7) rolledBack";

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void asksBehindClosedDoorsBeforeAnythingIsWritten() {
    RestoreWorkflow run = asked();

    assertThat(run.status().phase()).isEqualTo(Phase.DECIDING);
    assertThat(run.status().closed()).isTrue();
    assertThat(run.status().remarks()).contains(FOUND);
    assertThat(scene.backups.story)
        .containsExactly("open restore of b-7 for dev-1", "hold b-7", "look at shop");
    run.abort(null);
  }

  @Test
  void asksAgainBeforeVisitorsComeBackAndThenOpens() {
    RestoreWorkflow run = asked();
    run.goOn("by dev-2");
    scene.sleep(Duration.ofMinutes(10));

    RestoreStatus verifying = run.status();
    assertThat(verifying.phase()).isEqualTo(Phase.VERIFYING);
    assertThat(verifying.left()).isEqualTo(Left.RESTORED);
    assertThat(verifying.closed()).isTrue();
    assertThat(verifying.remarks())
        .contains(
            "went on by dev-2",
            "data: 12 tables with 3400 rows, equal to the manifest of b-7",
            "code: back, and its checks have passed");
    assertThat(scene.world.ends)
        .extracting(Close::deployment)
        .containsExactly("r-1-close", "r-1-code");

    run.goOn("by dev-2");
    assertThat(result(run).closed()).isFalse();
    assertThat(scene.world.ends)
        .extracting(Close::deployment)
        .containsExactly("r-1-close", "r-1-code", "r-1-open");
  }

  @Test
  void holdsForDaysAndOneYesIsForOneQuestion() {
    RestoreWorkflow run = asked();
    scene.sleep(Duration.ofDays(3));
    assertThat(run.status().phase()).isEqualTo(Phase.DECIDING);

    run.goOn(null);
    scene.sleep(Duration.ofDays(1));

    assertThat(run.status().phase()).isEqualTo(Phase.VERIFYING);
    assertThat(run.status().remarks()).contains("went on by somebody unknown");
    run.abort(null);
  }

  @Test
  void aNoLeavesTheDataAsItWas() {
    RestoreWorkflow run = asked();
    run.abort("by dev-2");

    assertThatThrownBy(() -> result(run))
        .cause()
        .hasMessageContaining(
            "aborted: by dev-2; the target is as before; maintenance is still on");
    assertThat(scene.backups.story).noneMatch(line -> line.startsWith("load"));
    assertThat(scene.world.ends).extracting(Close::deployment).containsExactly("r-1-close");
  }

  @Test
  void aNoAfterTheRestoreKeepsTheDoorsClosed() {
    RestoreWorkflow run = asked();
    run.goOn(null);
    scene.sleep(Duration.ofMinutes(10));
    run.abort("by dev-2");

    assertThatThrownBy(() -> result(run))
        .cause()
        .hasMessageContaining("the target holds the backup")
        .hasMessageContaining("maintenance is still on");
    assertThat(run.status().closed()).isTrue();
  }

  @Test
  void whatFailsIsNotAskedAbout() {
    scene.backups.failures.put(
        "load", Failures.of(FailureType.BACKUP_DAMAGED, "its digest is another one"));
    RestoreWorkflow run = asked();
    run.goOn(null);

    assertThatThrownBy(() -> result(run)).cause().hasMessageContaining("its digest is another one");
    assertThat(scene.world.ends).extracting(Close::deployment).containsExactly("r-1-close");
  }

  private RestoreWorkflow asked() {
    RestoreWorkflow run =
        ShopRestores.start(
            scene,
            ShopRestores.plan(Database.Engine.MARIADB)
                .within(
                    ShopRestores.emergency(
                        Emergency.Otherwise.CLOSED,
                        Plans.rollback("20261115-1").plan(),
                        new Guide(List.of(FOUND)))));
    scene.sleep(Duration.ofMinutes(10));
    return run;
  }

  private static RestoreStatus result(RestoreWorkflow run) {
    return WorkflowStub.fromTyped(run).getResult(RestoreStatus.class);
  }
}

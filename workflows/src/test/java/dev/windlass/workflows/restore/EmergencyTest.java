package dev.windlass.workflows.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.ledger.LedgerActivities.Close;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.restore.RestoreWorkflow.Left;
import dev.windlass.workflows.restore.RestoreWorkflow.RestoreStatus;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.scene.ShopRestores;
import io.temporal.client.WorkflowStub;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A restore with visitors kept away and the code brought back, and what stays when it fails. */
class EmergencyTest {

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void closesBeforeAnythingIsWrittenAndOpensAtTheEnd() {
    RestoreStatus end = result(start(Emergency.Otherwise.CLOSED, null));

    assertThat(end.closed()).isFalse();
    assertThat(end.left()).isEqualTo(Left.RESTORED);
    assertThat(scene.world.ends)
        .extracting(Close::deployment)
        .containsExactly("r-1-close", "r-1-open");
    assertThat(scene.world.ends).extracting(Close::outcome).containsOnly(Outcome.SUCCEEDED);
  }

  @Test
  void bringsTheCodeBackThatBelongsToTheBackup() {
    DeploymentPlan back = Plans.rollback("20261115-1").plan();

    result(start(Emergency.Otherwise.CLOSED, back));

    assertThat(scene.world.ends)
        .extracting(Close::deployment)
        .containsExactly("r-1-close", "r-1-code", "r-1-open");
  }

  @Test
  void staysClosedAfterAFailureAndSaysHowToOpen() {
    scene.backups.failures.put(
        "load", Failures.of(FailureType.BACKUP_DAMAGED, "its digest is another one"));

    assertThatFails(
        start(Emergency.Otherwise.CLOSED, null),
        "its digest is another one; the target is as before; what it held before is in b-1;"
            + " maintenance is still on: windlass maintenance off production");
    assertThat(scene.world.ends).extracting(Close::deployment).containsExactly("r-1-close");
  }

  @Test
  void opensAfterAFailureWhereThatIsWantedAndTheDataIsAsBefore() {
    scene.backups.failures.put(
        "load", Failures.of(FailureType.BACKUP_DAMAGED, "its digest is another one"));
    RestoreWorkflow run = start(Emergency.Otherwise.OPEN, null);

    assertThatFails(run, "what it held before is in b-1");

    assertThat(run.status().closed()).isFalse();
    assertThat(scene.world.ends)
        .extracting(Close::deployment)
        .containsExactly("r-1-close", "r-1-open");
  }

  @Test
  void staysClosedWhateverIsWantedWhereNobodyKnowsWhatTheDatabaseHolds() {
    scene.backups.failures.put("swap", Failures.of(FailureType.INVALID, "the server is away"));
    scene.backups.failures.put("clean", Failures.of(FailureType.INVALID, "it still is"));

    assertThatFails(
        start(Emergency.Otherwise.OPEN, null),
        "what the target holds now is not known: look before anybody writes to it");
    assertThat(scene.world.ends).extracting(Close::deployment).containsExactly("r-1-close");
  }

  @Test
  void aTargetThatIsRefusedClosesNothing() {
    scene.backups.failures.put("look", Failures.of(FailureType.REFUSED, "another server"));

    assertThatFails(start(Emergency.Otherwise.CLOSED, null), "another server");

    assertThat(scene.world.ends).isEmpty();
  }

  private static void assertThatFails(RestoreWorkflow run, String why) {
    assertThatThrownBy(() -> result(run)).cause().hasMessageContaining(why);
  }

  private RestoreWorkflow start(Emergency.Otherwise otherwise, @Nullable DeploymentPlan code) {
    return ShopRestores.start(
        scene,
        ShopRestores.plan(Database.Engine.MARIADB)
            .within(ShopRestores.emergency(otherwise, code, null)));
  }

  private static RestoreStatus result(RestoreWorkflow run) {
    return WorkflowStub.fromTyped(run).getResult(RestoreStatus.class);
  }
}

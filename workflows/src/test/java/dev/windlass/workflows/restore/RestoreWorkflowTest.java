package dev.windlass.workflows.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.restore.RestoreWorkflow.Left;
import dev.windlass.workflows.restore.RestoreWorkflow.Loaded;
import dev.windlass.workflows.restore.RestoreWorkflow.RestoreStatus;
import dev.windlass.workflows.scene.FakeBackups;
import dev.windlass.workflows.scene.FakeRestores;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.scene.ShopRestores;
import io.temporal.client.WorkflowStub;
import io.temporal.common.metadata.POJOActivityInterfaceMetadata;
import io.temporal.common.metadata.POJOWorkflowInterfaceMetadata;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a restore does, in which order, and what it says of the target however it ends. */
class RestoreWorkflowTest {

  private final Scene scene = new Scene();
  private final FakeBackups world = scene.backups;
  private final FakeRestores target = scene.restores;

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void securesLoadsAndSwapsAndTellsTheRecord() {
    RestoreStatus end = play(ShopRestores.plan(Database.Engine.MARIADB));

    assertThat(world.story)
        .containsExactly(
            "open restore of b-7 for dev-1",
            "hold b-7",
            "look at shop",
            "open for dev-1",
            "take b-1 to " + ShopRestores.VAULT,
            "stored b-1 in " + ShopRestores.VAULT,
            "close b-1: null",
            "load b-7 as r-1",
            "swap r-1",
            "clean r-1",
            "close r-1: succeeded, RESTORED, safety b-1");
    assertThat(end.left()).isEqualTo(Left.RESTORED);
    assertThat(end.safety()).isEqualTo("b-1");
    assertThat(end.loaded()).isEqualTo(FakeRestores.LOADED);
  }

  @Test
  void postgresqlNeedsNoSwap() {
    play(ShopRestores.plan(Database.Engine.POSTGRESQL));

    assertThat(world.story).doesNotContain("swap r-1");
    assertThat(world.story)
        .endsWith("load b-7 as r-1", "clean r-1", "close r-1: succeeded, RESTORED, safety b-1");
  }

  @Test
  void anEmptyTargetNeedsNoSafetyBackup() {
    target.things = 0;

    RestoreStatus end = play(ShopRestores.plan(Database.Engine.MARIADB));

    assertThat(world.story.subList(2, 4)).containsExactly("look at shop", "load b-7 as r-1");
    assertThat(end.remarks()).containsExactly("the target was empty: no safety backup");
    assertThat(target.remarks).isEqualTo(end.remarks());
  }

  @Test
  void refusesABackupThatIsAboutToGo() {
    target.kept = false;

    assertThatFails(
        FailureType.REFUSED,
        "b-7 is about to be removed, as its retention says; choose another backup; the target is as before");

    assertThat(world.story)
        .containsExactly(
            "open restore of b-7 for dev-1",
            "hold b-7",
            "close r-1: refused, UNTOUCHED, safety null");
  }

  @Test
  void refusesATargetThatIsNotWhatWasDeclared() {
    fails("look", FailureType.REFUSED, "the server is another one");

    assertThatFails(FailureType.REFUSED, "the server is another one; the target is as before");

    assertThat(world.story)
        .containsExactly(
            "open restore of b-7 for dev-1",
            "hold b-7",
            "look at shop",
            "close r-1: refused, UNTOUCHED, safety null");
  }

  @Test
  void withoutASafetyBackupNothingIsRestored() {
    fails("take", FailureType.INVALID, "the vault is full");

    assertThatFails(FailureType.FAILED, "the vault is full; the target is as before");

    assertThat(world.story)
        .endsWith("close b-1: the vault is full", "close r-1: failed, UNTOUCHED, safety null")
        .doesNotContain("load b-7 as r-1");
  }

  @Test
  void aDamagedBackupLeavesTheTargetAndNamesTheSafetyBackup() {
    fails("load", FailureType.BACKUP_DAMAGED, "its digest is another one");

    assertThatFails(
        FailureType.FAILED,
        "its digest is another one; the target is as before; what it held before is in b-1");

    assertThat(world.story)
        .endsWith("load b-7 as r-1", "clean r-1", "close r-1: failed, UNTOUCHED, safety b-1");
  }

  @Test
  void aSwapThatWasTakenBackLeavesTheTarget() {
    fails("swap", FailureType.INVALID, "a view refers to nothing");
    target.restored = false;

    assertThatFails(FailureType.FAILED, "a view refers to nothing; the target is as before");

    assertThat(world.story)
        .endsWith("swap r-1", "clean r-1", "close r-1: failed, UNTOUCHED, safety b-1");
  }

  @Test
  void saysThatItDoesNotKnowWhatTheTargetHolds() {
    fails("load", FailureType.INVALID, "the server went away");
    fails("clean", FailureType.INVALID, "the server is still away");

    assertThatFails(
        Database.Engine.POSTGRESQL,
        FailureType.FAILED,
        "the server went away; what the target holds now is not known");

    assertThat(world.story).endsWith("clean r-1", "close r-1: failed, UNKNOWN, safety b-1");
  }

  @Test
  void whatCouldNotBeRemovedIsARemark() {
    fails("clean", FailureType.INVALID, "may not drop");

    RestoreStatus end = play(ShopRestores.plan(Database.Engine.MARIADB));

    assertThat(end.left()).isEqualTo(Left.RESTORED);
    assertThat(end.remarks())
        .containsExactly("what the restore made was not removed: may not drop");
  }

  @Test
  void whatIsNotAsInTheBackupThoughItWasRestoredIsARemark() {
    target.loaded =
        new Loaded(12, 3_400, 9_000, List.of("public.orders", "public.orders_id_seq"), null)
            .withheld(List.of("role \"app\" does not exist"));

    RestoreStatus end = play(ShopRestores.plan(Database.Engine.POSTGRESQL));

    assertThat(end.left()).isEqualTo(Left.RESTORED);
    assertThat(end.remarks())
        .containsExactly(
            "written to by others before it was compared, so not compared: public.orders,"
                + " public.orders_id_seq",
            "owners and rights are not all as in the backup: role \"app\" does not exist");
  }

  @Test
  void anAbortEndsTheLoadingAndCleans() {
    world.endless.add("load");
    RestoreWorkflow run = start(ShopRestores.plan(Database.Engine.MARIADB));
    Awaitility.await().until(() -> world.story.contains("load b-7 as r-1"));
    run.abort("wrong backup");

    assertThatThrownBy(() -> result(run))
        .cause()
        .matches(failure -> Failures.is(failure, FailureType.ABORTED))
        .hasMessageContaining("aborted: wrong backup; the target is as before");

    assertThat(world.story)
        .endsWith(
            "load b-7 as r-1 cancelled", "clean r-1", "close r-1: aborted, UNTOUCHED, safety b-1");
  }

  @Test
  void anAbortDuringTheSafetyBackupLeavesNoHalfBackup() {
    world.endless.add("take");
    RestoreWorkflow run = start(ShopRestores.plan(Database.Engine.MARIADB));
    Awaitility.await().until(() -> world.story.contains("take b-1 to " + ShopRestores.VAULT));
    run.abort(null);

    assertThatThrownBy(() -> result(run))
        .cause()
        .matches(failure -> Failures.is(failure, FailureType.ABORTED));

    assertThat(world.story)
        .endsWith(
            "discard b-1 in " + ShopRestores.VAULT,
            "close b-1: aborted with change/shop/production",
            "close r-1: aborted, UNTOUCHED, safety null");
  }

  @Test
  void itsNamesNeverChange() {
    assertThat(
            POJOWorkflowInterfaceMetadata.newInstance(RestoreWorkflow.class)
                .getMethodsMetadata()
                .stream()
                .map(method -> method.getName()))
        .containsExactlyInAnyOrder("Restore", "abort", "goOn", "status");
    assertThat(activities(RestoreActivities.class))
        .containsExactlyInAnyOrder("LookAtRestore", "LoadBackup", "SwapRestored", "CleanRestore");
    assertThat(activities(RestoreRecordActivities.class))
        .containsExactlyInAnyOrder("OpenRestore", "HoldBackup", "CloseRestore");
  }

  private static List<String> activities(Class<?> type) {
    return POJOActivityInterfaceMetadata.newInstance(type).getMethodsMetadata().stream()
        .map(method -> method.getActivityTypeName())
        .toList();
  }

  private void fails(String act, FailureType type, String why) {
    world.failures.put(act, Failures.of(type, why));
  }

  private void assertThatFails(FailureType type, String why) {
    assertThatFails(Database.Engine.MARIADB, type, why);
  }

  private void assertThatFails(Database.Engine engine, FailureType type, String why) {
    assertThatThrownBy(() -> play(ShopRestores.plan(engine)))
        .cause()
        .matches(failure -> Failures.is(failure, type))
        .hasMessageContaining(why);
  }

  private RestoreStatus play(RestorePlan plan) {
    return result(start(plan));
  }

  private static RestoreStatus result(RestoreWorkflow run) {
    return WorkflowStub.fromTyped(run).getResult(RestoreStatus.class);
  }

  private RestoreWorkflow start(RestorePlan plan) {
    return ShopRestores.start(scene, plan);
  }
}

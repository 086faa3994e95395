package dev.windlass.workflows.backup;

import static dev.windlass.workflows.scene.ShopBackups.OFFSITE;
import static dev.windlass.workflows.scene.ShopBackups.VAULT;
import static dev.windlass.workflows.scene.ShopBackups.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.backup.BackupWorkflow.BackupStatus;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.scene.FakeBackups;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.scene.ShopBackups;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a backup's run does, in which order, and what it leaves behind however it ends. */
class BackupWorkflowTest {

  private static final String THIRD = "file:///mnt/third";

  private final Scene scene = new Scene();
  private final FakeBackups world = scene.backups;

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void takesCopiesAndTellsTheCatalogueOfEachStore() {
    BackupStatus end = play(plan(null, VAULT, OFFSITE));

    assertThat(world.story)
        .containsExactly(
            "open for dev-1",
            "take b-1 to " + VAULT,
            "stored b-1 in " + VAULT,
            "copy b-1 to " + OFFSITE,
            "stored b-1 in " + OFFSITE,
            "close b-1: null");
    assertThat(end.stores()).containsExactly(VAULT, OFFSITE);
    assertThat(end.taken()).isEqualTo(FakeBackups.TAKEN);
  }

  @Test
  void remarksWhatIsNotInItAsItWas() {
    world.taken =
        new Taken(
            "ab".repeat(32),
            1,
            3,
            9_000,
            1_200,
            null,
            null,
            false,
            false,
            List.of("uploads/app.log: file changed as we read it"));

    BackupStatus end = play(plan(null, VAULT));

    assertThat(end.remarks())
        .containsExactly("not kept as it was: uploads/app.log: file changed as we read it");
  }

  @Test
  void removesWhatAFailedTakingLeft() {
    fails("take");

    assertThatFails(plan(null, VAULT, OFFSITE), FailureType.FAILED, "the dump ended early");

    assertThat(world.story)
        .containsExactly(
            "open for dev-1",
            "take b-1 to " + VAULT,
            "discard b-1 in " + VAULT,
            "close b-1: the dump ended early");
  }

  @Test
  void keepsAndTellsOfABackupThatOneStoreDidNotTake() {
    fails("copy b-1 to " + OFFSITE);

    assertThatFails(plan(null, VAULT, OFFSITE, THIRD), FailureType.FAILED, "the dump ended early");

    assertThat(world.story)
        .containsExactly(
            "open for dev-1",
            "take b-1 to " + VAULT,
            "stored b-1 in " + VAULT,
            "copy b-1 to " + OFFSITE,
            "discard b-1 in " + OFFSITE,
            "copy b-1 to " + THIRD,
            "stored b-1 in " + THIRD,
            "close b-1: the dump ended early");
  }

  @Test
  void saysWhatCouldNotBeRemoved() {
    fails("take");
    fails("discard");
    BackupWorkflow run = start(plan(null, VAULT));

    assertThatThrownBy(() -> result(run)).isInstanceOf(WorkflowFailedException.class);

    assertThat(run.status().remarks())
        .containsExactly("what is left in " + VAULT + " was not removed: the dump ended early");
  }

  @Test
  void prunesWhatNeedNotBeKeptInEveryStore() {
    Instant now = Instant.ofEpochMilli(scene.environment.currentTimeMillis());
    row("b-old", now.minus(Duration.ofDays(9)), null, VAULT, OFFSITE);
    row("b-drilled", now.minus(Duration.ofDays(8)), now.minus(Duration.ofDays(7)), VAULT);
    row("b-new", now.minus(Duration.ofMinutes(1)), null, VAULT);

    BackupStatus end = play(plan(new Retention(1, 0, 0, 0), VAULT, OFFSITE));

    assertThat(world.story.subList(5, world.story.size()))
        .containsExactly(
            "list database",
            "retire b-old",
            "discard b-old in " + VAULT,
            "forget b-old in " + VAULT,
            "discard b-old in " + OFFSITE,
            "forget b-old in " + OFFSITE,
            "close b-1: null");
    assertThat(end.pruned()).containsExactly("b-old");
  }

  @Test
  void leavesABackupThatSomebodyBeginsToRead() {
    Instant now = Instant.ofEpochMilli(scene.environment.currentTimeMillis());
    row("b-old", now.minus(Duration.ofDays(9)), null, VAULT);
    row("b-new", now.minus(Duration.ofMinutes(1)), null, VAULT);
    world.readers.add("b-old");

    BackupStatus end = play(plan(new Retention(1, 0, 0, 0), VAULT));

    assertThat(end.pruned()).isEmpty();
    assertThat(end.remarks()).containsExactly("b-old stays: somebody has begun to read it");
  }

  @Test
  void succeedsAlsoWhereAnOldBackupCannotBeRemoved() {
    Instant now = Instant.ofEpochMilli(scene.environment.currentTimeMillis());
    row("b-old", now.minus(Duration.ofDays(9)), null, VAULT, OFFSITE);
    row("b-new", now.minus(Duration.ofMinutes(1)), null, VAULT);
    fails("discard b-old in " + VAULT);

    BackupStatus end = play(plan(new Retention(1, 0, 0, 0), VAULT, OFFSITE));

    assertThat(end.pruned()).isEmpty();
    assertThat(end.remarks())
        .containsExactly("b-old is still in " + VAULT + ": the dump ended early");
    assertThat(world.story).contains("forget b-old in " + OFFSITE);
  }

  @Test
  void leavesWhatLiesInAStoreThatTheFileNoLongerNames() {
    Instant now = Instant.ofEpochMilli(scene.environment.currentTimeMillis());
    row("b-old", now.minus(Duration.ofDays(9)), null, OFFSITE);
    row("b-new", now.minus(Duration.ofMinutes(1)), null, VAULT);

    BackupStatus end = play(plan(new Retention(1, 0, 0, 0), VAULT));

    assertThat(end.pruned()).isEmpty();
    assertThat(end.remarks())
        .containsExactly("b-old is still in " + OFFSITE + ", which the file no longer names");
  }

  @Test
  void anAbortEndsTheDumpAndLeavesNothing() {
    world.endless.add("take");
    BackupWorkflow run = start(plan(null, VAULT));
    Awaitility.await().until(() -> world.story.contains("take b-1 to " + VAULT));
    run.abort("wrong hour");

    assertThatThrownBy(() -> result(run))
        .cause()
        .matches(failure -> Failures.is(failure, FailureType.ABORTED))
        .hasMessageContaining("aborted: wrong hour");

    assertThat(world.story)
        .containsExactly(
            "open for dev-1",
            "take b-1 to " + VAULT,
            "take b-1 to " + VAULT + " cancelled",
            "discard b-1 in " + VAULT,
            "close b-1: aborted: wrong hour");
  }

  @Test
  void temporalsCancelMeansAbortAndLeavesNothing() {
    world.endless.add("take");
    BackupWorkflow run = start(plan(null, VAULT));
    Awaitility.await().until(() -> world.story.contains("take b-1 to " + VAULT));
    WorkflowStub.fromTyped(run).cancel();

    assertThatThrownBy(() -> result(run)).isInstanceOf(WorkflowFailedException.class);

    assertThat(WorkflowStub.fromTyped(run).describe().getStatus())
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    assertThat(world.story).endsWith("discard b-1 in " + VAULT, "close b-1: cancelled in Temporal");
  }

  private void fails(String act) {
    world.failures.put(act, Failures.of(FailureType.INVALID, "the dump ended early"));
  }

  private void row(String id, Instant takenAt, @Nullable Instant drilledAt, String... stores) {
    world.rows.addFirst(new Row(id, takenAt, List.of(stores), drilledAt, null));
  }

  private void assertThatFails(BackupPlan plan, FailureType type, String why) {
    assertThatThrownBy(() -> play(plan))
        .cause()
        .matches(failure -> Failures.is(failure, type))
        .hasMessageContaining(why);
  }

  private BackupStatus play(BackupPlan plan) {
    return result(start(plan));
  }

  private static BackupStatus result(BackupWorkflow run) {
    return WorkflowStub.fromTyped(run).getResult(BackupStatus.class);
  }

  private BackupWorkflow start(BackupPlan plan) {
    return ShopBackups.start(scene, plan);
  }
}

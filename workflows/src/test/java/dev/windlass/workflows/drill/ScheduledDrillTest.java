package dev.windlass.workflows.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import dev.windlass.workflows.drill.DrillWorkflow.DrillRequest;
import dev.windlass.workflows.drill.DrillWorkflow.Pick;
import dev.windlass.workflows.drill.ScheduledDrillWorkflow.DrillHour;
import dev.windlass.workflows.drill.ScheduledDrillWorkflow.DrillTurn;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.scene.FakeBackups;
import dev.windlass.workflows.scene.FakeDrills;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.scene.ShopBackups;
import dev.windlass.workflows.scene.ShopDrills;
import dev.windlass.workflows.schedule.Overlap;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a schedule starts drills once at most at a time, and ends as its drill does. */
class ScheduledDrillTest {

  private static final String CHECK = "check " + ShopDrills.SCRATCH;

  private final Scene scene = new Scene();
  private final FakeBackups world = scene.backups;
  private final FakeDrills drills = scene.drills;
  private final CountDownLatch over = new CountDownLatch(1);

  @BeforeEach
  void store() {
    ShopDrills.row(scene, "b-old", 9, ShopBackups.OFFSITE);
    ShopDrills.row(scene, "b-1", 2, ShopBackups.OFFSITE);
  }

  @AfterEach
  void leave() {
    over.countDown();
    scene.close();
  }

  @Test
  void drillsTheLatestUnderTheLock() {
    assertThat(result(start(Pick.LATEST, Overlap.SKIP))).isEqualTo(new DrillTurn("r-1"));

    assertThat(world.story)
        .startsWith("open drill for schedule", "list database", "hold b-1")
        .endsWith("drop " + ShopDrills.SCRATCH, "close r-1 PASS");
  }

  @Test
  void drillsAnyWhereTheFileSaysSo() {
    result(start(Pick.RANDOM, Overlap.SKIP));

    assertThat(drills.reports.getFirst().backup()).isIn("b-old", "b-1");
  }

  @Test
  void countsTowardsTheControlAsAnyOther() {
    drills.sinceControl = 3;

    result(start(Pick.LATEST, Overlap.SKIP));

    assertThat(drills.reports.getFirst().control()).isTrue();
  }

  @Test
  void isLeftOutWhileAnotherRuns() {
    another();

    assertThat(result(start(Pick.LATEST, Overlap.SKIP))).isEqualTo(new DrillTurn(null));

    assertThat(world.story)
        .startsWith("open drill for dev-1")
        .doesNotContain("open drill for schedule");
  }

  @Test
  void waitsForTheOtherWhereTheFileSaysSo() {
    another();
    ScheduledDrillWorkflow run = start(Pick.LATEST, Overlap.WAIT);
    Awaitility.await().until(this::hasMetTheOther);
    over.countDown();

    assertThat(result(run)).isEqualTo(new DrillTurn("r-1"));
    assertThat(world.story)
        .containsSubsequence(
            "open drill for dev-1", "close r-1 PASS", "open drill for schedule", "close r-1 PASS");
  }

  @Test
  void failsAsItsDrillDoes() {
    drills.damage = DrillFinding.fail("restore", DrillReason.TRUNCATED, "cut short");

    assertThatFails(FailureType.FAILED, "restore: cut short");

    assertThat(world.story).endsWith("drop " + ShopDrills.SCRATCH, "close r-1 FAIL TRUNCATED");
  }

  @Test
  void failsWhereTheControlIsNotFound() {
    drills.sinceControl = 3;
    drills.blind = true;

    assertThatFails(FailureType.FAILED, "the drill is broken");
  }

  @Test
  void isRefusedAsItsDrillIs() {
    drills.problems.add(new Problem("db-1:3306", "is the server of shop production", "another"));

    assertThatFails(FailureType.REFUSED, "is the server of shop production");

    assertThat(world.story).endsWith("prove", "close r-1 ERROR NOT_SCRATCH");
  }

  @Test
  void isRefusedWhereThereIsNothingToDrill() {
    world.rows.clear();

    assertThatFails(FailureType.REFUSED, "no backup is whole in s3://offsite/shop");
  }

  @Test
  void anAbortOfItsDrillEndsItToo() {
    world.endless.add("restore");
    ScheduledDrillWorkflow run = start(Pick.LATEST, Overlap.SKIP);
    Awaitility.await().until(() -> world.story.toString().contains("restore b-1"));
    scene
        .client()
        .newWorkflowStub(DrillWorkflow.class, WorkflowIds.drill("shop", "production"))
        .abort("wrong hour");

    assertThatThrownBy(() -> result(run))
        .cause()
        .matches(failure -> Failures.is(failure, FailureType.ABORTED))
        .hasMessageContaining("wrong hour");
    assertThat(world.story).endsWith("drop " + ShopDrills.SCRATCH, "close r-1 ERROR UNMEASURED");
  }

  @Test
  void aCancelReachesItsDrillWhichCleansUpFirst() {
    world.endless.add("check");
    ScheduledDrillWorkflow run = start(Pick.LATEST, Overlap.SKIP);
    Awaitility.await().until(() -> world.story.contains(CHECK));
    WorkflowStub.fromTyped(run).cancel();

    assertThatThrownBy(() -> result(run)).isInstanceOf(WorkflowFailedException.class);

    assertThat(WorkflowStub.fromTyped(run).describe().getStatus())
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    assertThat(world.story).endsWith("drop " + ShopDrills.SCRATCH, "close r-1 ERROR UNMEASURED");
  }

  private void another() {
    world.hooks.put(CHECK, this::awaitEnd);
    ShopDrills.start(scene, new DrillRequest(plan(), Pick.LATEST, null, "dev-1"));
    Awaitility.await().until(() -> world.story.contains(CHECK));
  }

  private boolean hasMetTheOther() {
    String id = WorkflowIds.scheduledDrill("shop", "production");
    return scene.client().fetchHistory(id).getEvents().stream()
        .anyMatch(event ->
            event.getEventType() == EventType.EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_FAILED);
  }

  private void awaitEnd() {
    try {
      over.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void assertThatFails(FailureType type, String why) {
    assertThatThrownBy(() -> result(start(Pick.LATEST, Overlap.SKIP)))
        .cause()
        .matches(failure -> Failures.is(failure, type))
        .hasMessageContaining(why);
  }

  private ScheduledDrillWorkflow start(Pick pick, Overlap overlap) {
    return ShopDrills.schedule(scene, new DrillHour(plan(), pick, overlap));
  }

  private static DrillTurn result(ScheduledDrillWorkflow run) {
    return WorkflowStub.fromTyped(run).getResult(DrillTurn.class);
  }

  private static DrillPlan plan() {
    return ShopDrills.plan(new Objectives(null, null), 4);
  }
}

package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.analysis.Alarm;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.ledger.LedgerActivities.Close;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.watch.StandingWatchWorkflow;
import dev.windlass.workflows.watch.StandingWatchWorkflow.WatchStatus;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What becomes of checks once a release is live: told within the run where the file wants no more,
 * and handed to a standing watch at its end.
 */
class WatchingTest {

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void aCheckThatFailsIsOnlyToldWhereTheFileSaysSo() {
    scene.world.verdicts("watch", Verdict.PASS, Verdict.FAIL, Verdict.PASS);
    DeploymentWorkflow run =
        scene.start(Plans.atomic().watch(Duration.ofMinutes(20)).alarmsOnly().plan());

    assertThat(scene.outcome(run)).isEqualTo("succeeded");
    assertThat(run.status().alarms())
        .singleElement()
        .satisfies(alarm -> {
          assertThat(alarm.sentence()).isEqualTo("check up failed on web-1: status 200");
          assertThat(alarm.until()).isNotNull();
        });
    assertThat(run.status().timeline())
        .extracting(TimelineEntry::text)
        .contains(
            "alarm: check up failed on web-1: status 200",
            "alarm is over: check up failed on web-1: status 200");
    assertThat(scene.world.story()).noneMatch(line -> line.startsWith("restore"));
    assertThat(scene.world.ends)
        .extracting(Close::status)
        .allSatisfy(kept -> assertThat(Objects.requireNonNull(kept).alarms()).hasSize(1));
  }

  @Test
  void aCheckThatGoesOnFailingIsAskedOnceAMinuteAndToldOnce() {
    scene.world.verdicts("watch", Verdict.FAIL);
    DeploymentWorkflow run =
        scene.start(Plans.atomic().watch(Duration.ofMinutes(10)).alarmsOnly().plan());

    assertThat(scene.outcome(run)).isEqualTo("succeeded");
    assertThat(scene.world.measurements("watch")).isBetween(9L, 11L);
    assertThat(run.status().alarms()).extracting(Alarm::until).containsOnlyNulls();
    assertThat(run.status().timeline())
        .extracting(TimelineEntry::text)
        .filteredOn(text -> text.startsWith("alarm"))
        .hasSize(1);
  }

  @Test
  void nobodyIsAskedAboutWhatCouldNotBeMeasured() {
    scene.world.verdicts("watch", Verdict.INCONCLUSIVE);

    assertThat(scene.play(Plans.atomic().watch(Duration.ofMinutes(6)).alarmsOnly().plan()))
        .isEqualTo("succeeded");
  }

  @Test
  void beforeTheWatchAFailingCheckStillTakesTheReleaseBack() {
    scene.world.verdicts("verify", Verdict.FAIL);

    assertThat(scene.play(Plans.atomic().watch(Duration.ofMinutes(6)).alarmsOnly().plan()))
        .isEqualTo("rolledBack");
  }

  @Test
  void aSuccessIsHandedToItsStandingWatch() {
    letEnd(Plans.atomic().standingWatch().plan());

    assertThat(watch().release()).isEqualTo("20261121-7");
    assertThat(watch().number()).isEqualTo(7);
    assertThat(watch().checks()).containsExactly("up");
  }

  @Test
  void theNextSuccessRenewsTheSameWatch() {
    letEnd(Plans.atomic().standingWatch().plan());
    String first = runOfTheWatch();
    scene.world.ends.clear();
    letEnd(Plans.atomic().standingWatch().checksFromOutsideToo().live(Plans.LIVE).plan());

    assertThat(runOfTheWatch()).isEqualTo(first);
    assertThat(watch().checks()).containsExactly("up", "login");
  }

  @Test
  void aFailureLeavesTheFormerReleaseAndItsWatch() {
    scene.world.verdicts("verify", Verdict.FAIL);
    letEnd(Plans.atomic().standingWatch().plan());

    assertThat(isWatched()).isFalse();
  }

  @Test
  void withoutTheKeyNothingWatchesAndNothingIsAskedForIt() {
    letEnd(Plans.atomic().plan());

    assertThat(isWatched()).isFalse();
    assertThat(
            scene
                .client()
                .fetchHistory(WorkflowIds.change("shop", "production"))
                .getHistory()
                .getEventsList())
        .noneMatch(event -> event.hasSignalExternalWorkflowExecutionInitiatedEventAttributes());
  }

  /** Without skipping time; see {@link dev.windlass.workflows.maintenance.MaintenanceTimerTest}. */
  private void letEnd(DeploymentPlan plan) {
    DeploymentWorkflow run = scene.start(plan);
    while (scene.world.ends.isEmpty()
        || WorkflowStub.fromTyped(run).describe().getStatus()
            == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private boolean isWatched() {
    try {
      return stub().describe().getStatus()
          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (WorkflowNotFoundException never) {
      return false;
    }
  }

  private WatchStatus watch() {
    return scene.client().newWorkflowStub(StandingWatchWorkflow.class, id()).status();
  }

  private String runOfTheWatch() {
    return stub().describe().getExecution().getRunId();
  }

  private WorkflowStub stub() {
    return scene.client().newUntypedWorkflowStub(id());
  }

  private static String id() {
    return WorkflowIds.environment("shop", "production");
  }
}

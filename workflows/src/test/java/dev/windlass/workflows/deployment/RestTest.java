package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.maintenance.MaintenanceBy;
import dev.windlass.workflows.plan.Cron.Pause;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.plan.QueueWorkers.Moment;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What rests while visitors are turned away, when it goes on, and what is not asked meanwhile. */
class RestTest {

  private static final String ALL = "queue-1 web-1 web-2 web-3 web-4";
  private static final String PROVED = "prove " + Plans.LIVE + " " + ALL;

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  private List<String> played(String outcome, DeploymentPlan plan) {
    assertThat(scene.play(plan)).isEqualTo(outcome);
    return scene.world.story();
  }

  private List<String> only(List<String> story, String... beginnings) {
    return story.stream()
        .filter(line -> List.of(beginnings).stream().anyMatch(line::startsWith))
        .toList();
  }

  @Test
  void workersAndTimedJobsRestWhileAPersonKeepsVisitorsOut() {
    played(
        "succeeded",
        Plans.maintenance(PlanKind.MAINTENANCE_ON)
            .background(Moment.LAST, Pause.MAINTENANCE)
            .plan());

    // What follows is the timer that ends the maintenance: time is skipped from here on.
    assertThat(scene.world.storyFrom("close to"))
        .startsWith(
            "close to visitors",
            "maintenance-on " + ALL,
            "maintenance-on-workers queue-1",
            "maintenance-on-cron queue-1",
            "close succeeded");
  }

  @Test
  void theyGoOnBeforeAPersonLetsVisitorsIn() {
    scene.world.closed = "{}";
    played(
        "succeeded",
        Plans.maintenance(PlanKind.MAINTENANCE_OFF)
            .background(Moment.LAST, Pause.MAINTENANCE)
            .plan());

    assertThat(scene.world.storyFrom("maintenance-off"))
        .containsExactly(
            "maintenance-off-workers queue-1",
            "maintenance-off-cron queue-1",
            "maintenance-off " + ALL,
            "open to visitors",
            "close succeeded");
  }

  @Test
  void workersThatDoNotEndTheirJobsLetVisitorsInAgain() {
    scene.world.results("maintenance-on-workers", "queue-1", Result.FAILED);
    played("rolledBack", Plans.maintenance(PlanKind.MAINTENANCE_ON).background(Moment.LAST).plan());

    assertThat(scene.world.storyFrom("maintenance-on-workers"))
        .containsExactly(
            "maintenance-on-workers queue-1",
            "maintenance-off-again-workers queue-1",
            "maintenance-off-again " + ALL,
            "open to visitors",
            "close rolledBack");
  }

  @Test
  void workersRestWhileCodeAndSchemaChangeAndBeginInTheNewCodeBeforeTheDoorsOpen() {
    List<String> story =
        played("succeeded", Plans.standard().flyway().background(Moment.LAST).plan());

    assertThat(only(story, "maintenance", "workers", "migrate", "publish"))
        .containsExactly(
            "maintenance-on " + ALL,
            "maintenance-on-workers queue-1",
            "migrate",
            "publish " + ALL,
            "workers queue-1",
            "maintenance-off " + ALL);
  }

  @Test
  void workersOfTheFormerReleaseGoOnOnceItIsBack() {
    scene.world.verdicts("verify inside", Verdict.FAIL);
    played("rolledBack", Plans.standard().background(Moment.LAST).plan());

    assertThat(scene.world.storyFrom("restore"))
        .containsExactly(
            "restore " + ALL,
            PROVED,
            "maintenance-off-again-workers queue-1",
            "maintenance-off-again " + ALL,
            "open to visitors",
            "discard " + ALL,
            "close rolledBack");
  }

  @Test
  void workersRestAgainOnTheWayBackFromWhatVisitorsSaw() {
    scene.world.verdicts("verify outside", Verdict.FAIL);
    played("rolledBack", Plans.standard().background(Moment.LAST).plan());

    assertThat(scene.world.storyFrom("analyse verify outside"))
        .containsExactly(
            "analyse verify outside",
            "close to visitors",
            "maintenance-on-again " + ALL,
            "maintenance-on-again-workers queue-1",
            "restore " + ALL,
            PROVED,
            "workers-back queue-1",
            "maintenance-off-again-workers queue-1",
            "maintenance-off-again " + ALL,
            "open to visitors",
            "discard " + ALL,
            "close rolledBack");
  }

  @Test
  void workersThatNeverRestedAreNotStartedAgain() {
    scene.world.results("maintenance-on", "web-3", Result.FAILED);

    assertThat(played("rolledBack", Plans.standard().background(Moment.LAST).plan()))
        .contains("maintenance-off-again " + ALL)
        .noneMatch(line -> line.contains("workers"));
  }

  @Test
  void workersRestOnWhileTheSchemaMayBeHalfApplied() {
    scene.world.results("migrate", "queue-1", Result.FAILED);

    List<String> story =
        played(
            "rolledBack",
            Plans.standard()
                .migrateByCommand(Migrations.Undo.KEEP)
                .background(Moment.LAST, Pause.MAINTENANCE, Pause.MIGRATIONS)
                .plan());
    assertThat(only(story, "maintenance", "workers", "cron"))
        .containsExactly(
            "maintenance-on " + ALL,
            "maintenance-on-workers queue-1",
            "maintenance-on-cron queue-1",
            "cron-pause queue-1");
  }

  @Test
  void aDeploymentLetsWorkersRestOnWhereAPersonKeepsVisitorsOut() {
    scene.world.closed = "{}";

    assertThat(only(played("succeeded", Plans.atomic().background(Moment.LAST).plan()), "workers"))
        .containsExactly("workers-rest queue-1");
  }

  @Test
  void timedJobsNamedForBothGoOnWhenTheLastOfBothHasEnded() {
    DeploymentPlan plan =
        Plans.standard()
            .flyway()
            .background(Moment.LAST, Pause.MAINTENANCE, Pause.MIGRATIONS)
            .plan();

    assertThat(only(played("succeeded", plan), "maintenance-on-cron", "cron", "maintenance-off"))
        .containsExactly(
            "maintenance-on-cron queue-1",
            "cron-pause queue-1",
            "maintenance-off-cron queue-1",
            "maintenance-off " + ALL);
  }

  @Test
  void timedJobsNamedForBothGoOnWithTheDoorsAfterAFailedMigration() {
    scene.world.fails("migrate", Failures.of(FailureType.MIGRATION_FAILED, "V2 failed"));
    DeploymentPlan plan =
        Plans.standard()
            .flyway()
            .background(Moment.LAST, Pause.MAINTENANCE, Pause.MIGRATIONS)
            .plan();

    assertThat(only(played("rolledBack", plan), "cron", "maintenance-off"))
        .containsExactly(
            "cron-pause queue-1",
            "maintenance-off-again-cron queue-1",
            "maintenance-off-again-workers queue-1",
            "maintenance-off-again " + ALL);
  }

  @Test
  void timedJobsRestOnAfterAMigrationWhileAPersonKeepsVisitorsOut() {
    scene.world.closed = "{}";
    DeploymentPlan plan =
        Plans.atomic().flyway().background(Moment.LAST, Pause.MAINTENANCE, Pause.MIGRATIONS).plan();

    assertThat(only(played("succeeded", plan), "cron")).containsExactly("cron-pause queue-1");
  }

  @Test
  void aRampAsksNothingFromOutsideWhileAPersonKeepsVisitorsOut() {
    scene.world.closed = "{}";
    played("succeeded", Plans.canary().checksFromOutsideToo().plan());
    assertThat(scene.world.asked).containsEntry("10 %", List.of("up"));
  }

  @Test
  void aRampAsksWhatVisitorsSeeOtherwise() {
    played("succeeded", Plans.canary().checksFromOutsideToo().plan());
    assertThat(scene.world.asked).containsEntry("10 %", List.of("up", "login"));
  }

  @Test
  void aBalancerTurnsVisitorsAwayAlsoWhileAnotherHostIsAway() {
    scene.world.results("inspect", "web-2", Result.UNREACHABLE);
    DeploymentWorkflow run = scene.start(Plans.maintenance(PlanKind.MAINTENANCE_ON).plan());

    assertThat(scene.outcome(run)).isEqualTo("succeeded");
    // Then its timer.
    assertThat(scene.world.storyFrom("close to"))
        .startsWith(
            "close to visitors", "maintenance-on queue-1 web-1 web-3 web-4", "close succeeded");
    assertThat(run.status().problems())
        .containsExactly(
            new Problem(
                "web-2",
                "scripted unreachable; visitors are turned away without it, what it runs besides"
                    + " goes on",
                "when it is back: windlass maintenance on production"));
  }

  @Test
  void theBalancerItselfIsNeeded() {
    scene.world.results("inspect", "lb-1", Result.UNREACHABLE);
    played("refused", Plans.maintenance(PlanKind.MAINTENANCE_ON).plan());
  }

  @Test
  void aFileOnTheHostsNeedsThemAll() {
    scene.world.results("inspect", "web-2", Result.UNREACHABLE);

    assertThat(
            played(
                "refused",
                Plans.maintenance(PlanKind.MAINTENANCE_ON)
                    .maintenance(new MaintenanceBy.LockFile("shared/closed", List.of("web")))
                    .plan()))
        .noneMatch(line -> line.startsWith("maintenance"));
  }
}

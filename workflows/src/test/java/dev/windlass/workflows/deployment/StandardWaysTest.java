package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.maintenance.MaintenanceBy;
import dev.windlass.workflows.maintenance.MaintenanceState;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.HostCommand;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The standard strategy: when the doors are closed and open, whatever goes wrong. */
class StandardWaysTest {

  private static final String ALL = "queue-1 web-1 web-2 web-3 web-4";
  private static final String PROVED = "prove " + Plans.LIVE + " ";

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  private DeploymentStatus playedTo(String outcome, DeploymentPlan plan) {
    DeploymentWorkflow run = scene.start(plan);
    assertThat(scene.outcome(run)).isEqualTo(outcome);
    return run.status();
  }

  @Test
  void theApplicationIsClosedFromTheBackupUntilTheChecksFromInsidePassed() {
    DeploymentStatus status = playedTo("succeeded", Plans.standard().flyway().plan());

    assertThat(scene.world.storyFrom("prepare"))
        .containsExactly(
            "prepare " + ALL,
            "backup queue-1",
            "close to visitors",
            "maintenance-on " + ALL,
            "migrate",
            "publish " + ALL,
            "prove 20261121-7 " + ALL,
            "analyse verify inside",
            "maintenance-off " + ALL,
            "open to visitors",
            "analyse verify outside",
            "prune " + ALL,
            "close succeeded");
    assertThat(status.maintenance()).isNull();
  }

  @Test
  void aFrameworkIsClosedByItsCommandBeforeWorkersArePaused() {
    HostCommand down = new HostCommand("down", "php artisan down", null, List.of("web"));
    HostCommand up = new HostCommand("up", "php artisan up", null, List.of("web"));

    playedTo(
        "succeeded",
        Plans.standard().maintenance(new MaintenanceBy.Command(down, up, null)).plan());

    assertThat(scene.world.storyFrom("backup"))
        .startsWith("backup queue-1", "maintenance-on " + ALL, "publish " + ALL);
  }

  @Test
  void nobodysAnswerIsWaitedForBehindClosedDoors() {
    DeploymentWorkflow run =
        scene.start(Plans.standard().gate(Plans.gate("go", Gate.Before.PUBLISH)).plan());
    scene.sleep(Duration.ofMinutes(1));

    assertThat(scene.world.story()).noneMatch(line -> line.startsWith("close to"));
    run.approve(null);
    assertThat(scene.outcome(run)).isEqualTo("succeeded");
  }

  @Test
  void aFirstReleaseHasNothingToClose() {
    scene.world.everywhere = null;
    scene.world.ledgerLive = null;

    playedTo("succeeded", Plans.standard().live(null).plan());

    assertThat(scene.world.story())
        .noneMatch(line -> line.startsWith("close to") || line.startsWith("backup"));
  }

  @Test
  void aFailedBackupChangesNothing() {
    scene.world.results("backup", "queue-1", Result.FAILED);

    playedTo("rolledBack", Plans.standard().plan());

    assertThat(scene.world.storyFrom("backup"))
        .containsExactly("backup queue-1", "discard " + ALL, "close rolledBack");
  }

  @Test
  void aFailingCheckFromInsideBringsTheFormerBackBeforeTheDoorsOpen() {
    scene.world.verdicts("verify inside", Verdict.FAIL);

    DeploymentStatus status = playedTo("rolledBack", Plans.standard().plan());

    assertThat(scene.world.storyFrom("analyse"))
        .containsExactly(
            "analyse verify inside",
            "restore " + ALL,
            PROVED + ALL,
            "maintenance-off-again " + ALL,
            "open to visitors",
            "discard " + ALL,
            "close rolledBack");
    assertThat(status.maintenance()).isNull();
  }

  @Test
  void aFailingCheckFromOutsideClosesAgainForTheWayBack() {
    scene.world.verdicts("verify outside", Verdict.FAIL);

    playedTo("rolledBack", Plans.standard().migrateByCommand(Migrations.Undo.DOWN).plan());

    assertThat(scene.world.storyFrom("analyse verify outside"))
        .containsExactly(
            "analyse verify outside",
            "close to visitors",
            "maintenance-on-again " + ALL,
            "restore " + ALL,
            PROVED + ALL,
            "migrate-down queue-1",
            "maintenance-off-again " + ALL,
            "open to visitors",
            "discard " + ALL,
            "close rolledBack");
  }

  @Test
  void theDoorsStayClosedAfterAFailureWhereThatIsDeclared() {
    scene.world.verdicts("verify inside", Verdict.FAIL);

    DeploymentStatus status =
        playedTo(
            "rolledBack",
            Plans.standard()
                .strategy(new StrategyPlan.Standard(StrategyPlan.OnFailure.KEEP, Duration.ZERO))
                .plan());

    // What follows is the timer that ends the maintenance: time is skipped from here on.
    assertThat(scene.world.storyFrom("restore"))
        .startsWith("restore " + ALL, PROVED + ALL, "discard " + ALL, "close rolledBack");
    assertThat(status.maintenance())
        .extracting(MaintenanceState::why)
        .isEqualTo("the deployment failed, and onFailure is keep");
  }

  @Test
  void theDoorsStayClosedWhileTheFormerReleaseIsNotBackEverywhere() {
    scene.world.verdicts("verify inside", Verdict.FAIL);
    scene.world.results("restore", "web-2", Result.FAILED);
    DeploymentWorkflow run = scene.start(Plans.standard().plan());
    scene.sleep(Duration.ofMinutes(5));

    assertThat(run.status().phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(scene.world.story()).noneMatch(line -> line.startsWith("open to"));
    run.retry(null);
    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
    assertThat(scene.world.storyFrom("restore #2"))
        .containsExactly(
            "restore #2 " + ALL,
            PROVED + ALL,
            "maintenance-off-again #2 " + ALL,
            "open to visitors",
            "close rolledBack");
    assertThat(run.status().maintenance()).isNull();
  }

  @Test
  void theDoorsStayClosedWhileASchemaIsHalfApplied() {
    scene.world.fails("migrate", Failures.of(FailureType.MIGRATION_UNKNOWN, "V2 had begun"));
    scene.world.fails("stop migration", Failures.of(FailureType.MIGRATION_UNKNOWN, "V2 had begun"));
    DeploymentWorkflow run = scene.start(Plans.standard().flyway().plan());
    scene.sleep(Duration.ofMinutes(5));
    assertThat(run.status().phase()).isEqualTo(Phase.NEEDS_ATTENTION);

    run.undo(null);
    scene.sleep(Duration.ofMinutes(5));
    run.skip(null);

    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
    assertThat(scene.world.story()).noneMatch(line -> line.startsWith("open to"));
    assertThat(run.status().maintenance()).isNotNull();
  }

  @Test
  void theDoorsStayClosedWhenAFrameworksMigrationFailedHalfWay() {
    scene.world.results("migrate", "queue-1", Result.FAILED);

    DeploymentStatus status =
        playedTo("rolledBack", Plans.standard().migrateByCommand(Migrations.Undo.KEEP).plan());

    assertThat(scene.world.storyFrom("migrate"))
        .containsExactly("migrate queue-1", "discard " + ALL, "close rolledBack");
    assertThat(status.maintenance())
        .extracting(MaintenanceState::why)
        .isEqualTo("the schema may be half applied");
  }

  @Test
  void aScriptThatChangedNothingLetsTheDoorsOpen() {
    scene.world.fails("migrate", Failures.of(FailureType.MIGRATION_FAILED, "V2: no such table"));

    DeploymentStatus status = playedTo("rolledBack", Plans.standard().flyway().plan());

    assertThat(scene.world.storyFrom("migrate"))
        .containsExactly(
            "migrate",
            "maintenance-off-again " + ALL,
            "open to visitors",
            "discard " + ALL,
            "close rolledBack");
    assertThat(status.maintenance()).isNull();
  }

  @Test
  void whatAPersonHasClosedIsLeftClosed() {
    scene.world.closed = "{}";

    DeploymentStatus status = playedTo("succeeded", Plans.standard().plan());

    assertThat(scene.world.story())
        .noneMatch(line -> line.contains("visitors") || line.startsWith("maintenance"))
        .as("a visitor sees what the person has closed")
        .doesNotContain("analyse verify outside");
    assertThat(status.timeline())
        .extracting(TimelineEntry::text)
        .contains("maintenance stays on: it was on before");
  }

  @Test
  void aHostThatCannotBeClosedOpensTheOthers() {
    scene.world.results("maintenance-on", "web-3", Result.FAILED);

    playedTo("rolledBack", Plans.standard().plan());

    assertThat(scene.world.storyFrom("maintenance-on"))
        .containsExactly(
            "maintenance-on " + ALL,
            "maintenance-off-again " + ALL,
            "open to visitors",
            "discard " + ALL,
            "close rolledBack");
  }
}

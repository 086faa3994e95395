package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.QueueWorkers.Moment;
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.plan.StrategyPlan.Canary;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When queue workers and timed jobs change, and how they come back. */
class BackgroundTest {

  private static final String ALL = "queue-1 web-1 web-2 web-3 web-4";
  private static final String PROVED = "prove " + Plans.LIVE + " ";
  private static final String NEW = "prove 20261121-7 ";

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  private List<String> played(String outcome, DeploymentPlan plan) {
    assertThat(scene.play(plan)).isEqualTo(outcome);
    return scene.world.storyFrom("publish");
  }

  @Test
  void workersBeginAnewWhenEveryHostHasTheRelease() {
    assertThat(played("succeeded", Plans.atomic().background(Moment.LAST).plan()))
        .startsWith("publish " + ALL, NEW + ALL, "workers queue-1", "analyse verify");
  }

  @Test
  void workersOfTheLastMomentWaitForTheRamp() {
    List<String> story = played("succeeded", Plans.canary().background(Moment.LAST).plan());

    assertThat(story.stream().filter(line -> line.matches("(publish|weight|workers).*")))
        .endsWith(
            "publish queue-1",
            "weight 0 canary [] stable [web-1, web-2, web-3, web-4]",
            "workers queue-1");
  }

  @Test
  void workersOfTheFirstMomentGoWithTheCanary() {
    assertThat(played("succeeded", withQueueInTheCanary()))
        .startsWith("publish queue-1 web-1", NEW + "queue-1 web-1", "workers-first queue-1")
        .doesNotContain("workers queue-1", "workers-joined queue-1");
  }

  @Test
  void workersComeBackToTheFormerReleaseAfterTheLinkHas() {
    scene.world.verdicts("verify", Verdict.FAIL);

    assertThat(
            played("rolledBack", Plans.atomic().withoutRouter().background(Moment.LAST).plan())
                .stream()
                .dropWhile(line -> !line.startsWith("restore")))
        .containsExactly(
            "restore " + ALL,
            PROVED + ALL,
            "workers-back queue-1",
            "discard " + ALL,
            "close rolledBack");
  }

  @Test
  void workersOfTheCanaryComeBackAfterWeightsAndLink() {
    scene.world.verdicts("10 %", Verdict.FAIL);

    assertThat(
            played("rolledBack", withQueueInTheCanary()).stream()
                .dropWhile(line -> !line.equals("weights back")))
        .containsExactly(
            "weights back",
            "restore queue-1 web-1",
            PROVED + "queue-1 web-1",
            "workers-first-back queue-1",
            "discard " + ALL,
            "close rolledBack");
  }

  @Test
  void workersThatNeverChangedAreLeftAlone() {
    scene.world.results("prove", "web-2", Result.FAILED);

    assertThat(played("rolledBack", Plans.atomic().withoutRouter().background(Moment.LAST).plan()))
        .noneMatch(line -> line.startsWith("workers"));
  }

  @Test
  void workersThatDoNotTakeTheNewCodeBringEverythingBack() {
    scene.world.results("workers", "queue-1", Result.FAILED);

    assertThat(played("rolledBack", Plans.atomic().withoutRouter().background(Moment.LAST).plan()))
        .containsExactly(
            "publish " + ALL,
            NEW + ALL,
            "workers queue-1",
            "restore " + ALL,
            PROVED + ALL,
            "workers-back queue-1",
            "discard " + ALL,
            "close rolledBack");
  }

  @Test
  void workersThatCannotBeBroughtBackNeedAttention() {
    scene.world.verdicts("verify", Verdict.FAIL);
    scene.world.results("workers-back", "queue-1", Result.FAILED);
    DeploymentWorkflow run =
        scene.start(Plans.atomic().withoutRouter().background(Moment.LAST).plan());
    scene.sleep(Duration.ofMinutes(1));
    assertThat(run.status().reason())
        .hasToString(
            "Reason[code=UNDO_INCOMPLETE, subject=null, detail=workers-back on queue-1: scripted failed]");

    run.retry(null);

    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
    assertThat(scene.world.storyFrom("workers-back"))
        .containsExactly(
            "workers-back queue-1",
            "discard " + ALL,
            "workers-back #2 queue-1",
            "close rolledBack");
  }

  @Test
  void aRollbackOfAFinishedDeploymentBringsTheWorkersAlong() {
    assertThat(played("succeeded", Plans.rollback("20261115-1").background(Moment.LAST).plan()))
        .contains("workers queue-1");
  }

  @Test
  void anAbortWhileTheyDrainKillsThatAndBringsThemBack() {
    DeploymentWorkflow run = scene.unstarted();
    CountDownLatch over = new CountDownLatch(1);
    scene.world.when(
        "workers",
        () -> {
          run.abort(null);
          await(over);
        });
    scene.world.when("close aborted", over::countDown);
    scene.start(run, Plans.atomic().withoutRouter().background(Moment.LAST).plan());

    assertThat(scene.outcome(run)).isEqualTo("aborted");
    assertThat(scene.world.storyFrom("kill"))
        .containsExactly(
            "kill workers#1 queue-1",
            "restore " + ALL,
            PROVED + ALL,
            "workers-back queue-1",
            "discard " + ALL,
            "close aborted");
  }

  @Test
  void timedJobsRestWhileTheSchemaChanges() {
    assertThat(scene.play(Plans.atomic().flyway().background(Moment.LAST).plan()))
        .isEqualTo("succeeded");
    assertThat(scene.world.storyFrom("cron"))
        .startsWith("cron-pause queue-1", "migrate", "cron-resume queue-1", "publish " + ALL)
        .doesNotContain("cron-back queue-1");
  }

  @Test
  void timedJobsRunAgainAfterAMigrationThatFailed() {
    scene.world.fails("migrate", Failures.of(FailureType.MIGRATION_FAILED, "V2 failed"));

    assertThat(scene.play(Plans.atomic().flyway().background(Moment.LAST).plan()))
        .isEqualTo("rolledBack");
    assertThat(scene.world.storyFrom("cron"))
        .containsExactly(
            "cron-pause queue-1",
            "migrate",
            "cron-back queue-1",
            "discard " + ALL,
            "close rolledBack");
  }

  private static void await(CountDownLatch over) {
    try {
      if (!over.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody ended this act");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void workersTakeTheNewCodeBeforeAClosedApplicationOpens() {
    List<String> story = played("succeeded", Plans.standard().background(Moment.LAST).plan());

    assertThat(story.stream().filter(line -> line.matches("(publish|workers|maintenance).*")))
        .containsSubsequence("publish " + ALL, "workers queue-1")
        .last()
        .asString()
        .startsWith("maintenance-off");
  }

  /** As the compiler puts a queue host whose workers go first. */
  private static DeploymentPlan withQueueInTheCanary() {
    Canary usual = (Canary) Plans.canary().plan().strategy();
    StrategyPlan early =
        new Canary(
            Stream.concat(usual.hosts().stream(), Stream.of("queue-1")).toList(),
            usual.ramp(),
            List.of());
    return Plans.canary().strategy(early).background(Moment.FIRST).plan();
  }
}

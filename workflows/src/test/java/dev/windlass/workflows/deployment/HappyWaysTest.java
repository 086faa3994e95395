package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HappyWaysTest {

  private static final String ALL = "queue-1 web-1 web-2 web-3 web-4";

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void atomicPublishesAllHostsAtOnce() {
    assertThat(scene.play(Plans.atomic().flyway().plan())).isEqualTo("succeeded");

    assertThat(scene.world.storyFrom("prepare"))
        .containsExactly(
            "prepare " + ALL,
            "migrate",
            "publish " + ALL,
            "prove 20261121-7 " + ALL,
            "analyse verify",
            "prune " + ALL,
            "close succeeded");
  }

  @Test
  void whatManyJobsLeftGoesInTheEnd() {
    scene.world.jobs = 51;

    assertThat(scene.play(Plans.atomic().plan())).isEqualTo("succeeded");

    assertThat(scene.world.storyFrom("prune"))
        .containsExactly("prune " + ALL, "prune jobs " + ALL, "close succeeded");
  }

  @Test
  void anOldReleaseThatCannotBeRemovedIsToldAndFailsNothing() {
    scene.world.results("prune", "web-2", HostRow.Result.FAILED);
    scene.world.details.put("prune web-3", "release 20261101-1 is not wholly removed");

    assertThat(scene.play(Plans.atomic().plan())).isEqualTo("succeeded");

    assertThat(scene.world.recorded)
        .filteredOn(entry -> entry.kind() == TimelineEntry.Kind.PROBLEM)
        .extracting(TimelineEntry::text)
        .containsExactly(
            "prune on web-2: scripted failed",
            "prune on web-3: release 20261101-1 is not wholly removed");
  }

  @Test
  void whatOnlyMakesWonderIsToldAndStopsNothing() {
    Problem remark = new Problem("web-2", "sessions of its own", "a database for them");
    scene.world.hostRemarks.put("web-2", remark);

    assertThat(scene.play(Plans.atomic().plan())).isEqualTo("succeeded");
    assertThat(scene.world.recorded)
        .filteredOn(entry -> "web-2".equals(entry.host()))
        .extracting(TimelineEntry::text)
        .contains("remark: sessions of its own -> a database for them");
  }

  @Test
  void canaryRampsStepByStepAndHostsJoinBeforeTheWeight() {
    assertThat(scene.play(Plans.canary().plan())).isEqualTo("succeeded");

    assertThat(scene.world.storyFrom("publish"))
        .containsExactly(
            "publish web-1",
            "prove 20261121-7 web-1",
            "weight 10 canary [web-1] stable [web-2, web-3, web-4]",
            "analyse 10 %",
            "publish web-2",
            "prove 20261121-7 web-2",
            "weight 50 canary [web-1, web-2] stable [web-3, web-4]",
            "analyse 50 %",
            "publish web-3 web-4",
            "prove 20261121-7 web-3 web-4",
            "weight 100 canary [web-1, web-2, web-3, web-4] stable []",
            "analyse 100 %",
            "publish queue-1",
            "prove 20261121-7 queue-1",
            "weight 0 canary [] stable [web-1, web-2, web-3, web-4]",
            "analyse verify",
            "prune " + ALL,
            "close succeeded");
  }

  @Test
  void theFirstDeploymentSkipsTheRampAndSetsEvenWeights() {
    scene.world.everywhere = null;
    scene.world.ledgerLive = null;
    scene.world.split = null;

    assertThat(scene.play(Plans.canary().live(null).plan())).isEqualTo("succeeded");

    assertThat(scene.world.storyFrom("publish"))
        .containsExactly(
            "publish " + ALL,
            "prove 20261121-7 " + ALL,
            "weight 0 canary [] stable [web-1, web-2, web-3, web-4]",
            "analyse verify",
            "close succeeded");
  }

  @Test
  void aRollbackPublishesWhatIsThereAndMarksTheReplacedBad() {
    assertThat(scene.play(Plans.rollback("20261115-1").plan())).isEqualTo("succeeded");

    assertThat(scene.world.storyFrom("publish"))
        .containsExactly(
            "publish " + ALL, "prove 20261115-1 " + ALL, "analyse verify", "close succeeded");
    assertThat(scene.world.ends.getFirst())
        .satisfies(close -> {
          assertThat(close.live()).isEqualTo("20261115-1");
          assertThat(close.markedBad()).isEqualTo(Plans.LIVE);
        });
  }

  @Test
  void setupRunsItsJobAndNothingElse() {
    scene.world.everywhere = null;
    scene.world.ledgerLive = null;

    assertThat(scene.play(Plans.setup().plan())).isEqualTo("succeeded");

    assertThat(scene.world.storyFrom("setup")).containsExactly("setup " + ALL, "close succeeded");
  }

  @Test
  void setupGivesANewBalancerTheEvenSplit() {
    scene.world.everywhere = null;
    scene.world.ledgerLive = null;
    scene.world.split = null;

    assertThat(scene.play(Plans.setup().plan())).isEqualTo("succeeded");

    assertThat(scene.world.storyFrom("setup"))
        .containsExactly(
            "setup " + ALL,
            "weight 0 canary [] stable [web-1, web-2, web-3, web-4]",
            "close succeeded");
  }

  @Test
  void watchGoesOnInWindowsOfFiveMinutes() {
    Plans plans = Plans.atomic().watch(Duration.ofMinutes(12));

    assertThat(scene.play(plans.plan())).isEqualTo("succeeded");
  }

  @Test
  void theStatusTellsEverythingAtTheEnd() {
    DeploymentWorkflow run = scene.start(Plans.canary().plan());
    scene.outcome(run);

    DeploymentStatus status = run.status();
    assertThat(status.phase()).isEqualTo(Phase.ENDED);
    assertThat(status.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(status.release()).isEqualTo("20261121-7");
    assertThat(status.former()).isEqualTo(Plans.LIVE);
    assertThat(status.strategy()).isEqualTo("canary");
    assertThat(status.hosts()).allMatch(host -> host.state() == DeploymentStatus.State.LIVE);
    assertThat(status.timeline()).isEqualTo(scene.world.recorded);
  }
}

package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An abort wins in every phase, kills what it interrupts and takes back what was done. */
class AbortTest {

  private static final String ALL = "queue-1 web-1 web-2 web-3 web-4";

  /** One host: the test server cannot cancel an activity that ends at the same moment. */
  private static final String ONE = "web-1";

  private static final String PROVED = "prove " + Plans.LIVE + " ";

  private final Scene scene = new Scene();
  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void leave() {
    scene.close();
  }

  /** The story after the abort, which comes while this act hangs. */
  private List<String> abortedDuring(String act, DeploymentPlan plan) {
    DeploymentWorkflow run = scene.unstarted();
    scene.world.when(
        act,
        () -> {
          run.abort(null);
          await();
        });
    scene.start(run, plan);
    scene.world.when("close aborted", over::countDown);
    assertThat(scene.outcome(run)).isEqualTo("aborted");
    return scene.world.story().stream().dropWhile(line -> !line.startsWith(act)).skip(1).toList();
  }

  private void await() {
    try {
      if (!over.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody ended this act");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void duringThePreflightNothingChanges() {
    assertThat(abortedDuring("read weights", Plans.atomic().plan()))
        .containsExactly("close aborted");
  }

  @Test
  void duringABuildItKillsBeforeItDiscards() {
    List<String> story = abortedDuring("prepare", Plans.atomic().oneHost().plan());

    assertThat(story.stream().filter(line -> !line.startsWith("prepare")))
        .containsExactly("kill prepare#1 " + ONE, "discard " + ONE, "close aborted");
  }

  @Test
  void duringAMigrationItStopsItOnTheServer() {
    assertThat(abortedDuring("migrate", Plans.atomic().flyway().plan()))
        .containsExactly("stop migration", "discard " + ALL, "close aborted");
  }

  @Test
  void duringAMigrationThatCannotBeKnownItAsks() {
    scene.world.fails("stop migration", Failures.of(FailureType.MIGRATION_UNKNOWN, "V2 had begun"));
    DeploymentWorkflow run = scene.unstarted();
    scene.world.when(
        "migrate",
        () -> {
          run.abort(null);
          await();
        });
    scene.start(run, Plans.atomic().flyway().plan());
    scene.world.when("discard", over::countDown);
    await();
    scene.sleep(Duration.ofMinutes(1));

    assertThat(run.status().phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(run.status().reason())
        .isEqualTo(new Reason(Reason.Code.UNDO_INCOMPLETE, null, "schema: V2 had begun"));
    run.skip(null);
    assertThat(scene.outcome(run)).isEqualTo("aborted");
  }

  @Test
  void behindClosedDoorsItOpensThemWhenAllIsBack() {
    List<String> story = abortedDuring("publish", Plans.standard().oneHost().plan());

    assertThat(story.stream().filter(line -> !line.startsWith("publish")))
        .containsExactly(
            "kill publish#1 " + ONE,
            "restore " + ONE,
            "prove " + Plans.LIVE + " " + ONE,
            "maintenance-off-again " + ONE,
            "open to visitors",
            "discard " + ONE,
            "close aborted");
  }

  @Test
  void duringPublishingItKillsAndRestores() {
    List<String> story = abortedDuring("publish", Plans.atomic().oneHost().plan());

    assertThat(story.stream().filter(line -> !line.startsWith("publish")))
        .containsExactly(
            "kill publish#1 " + ONE,
            "restore " + ONE,
            PROVED + ONE,
            "discard " + ONE,
            "close aborted");
  }

  @Test
  void duringTheRampWeightsComeBackFirst() {
    List<String> story = abortedDuring("analyse 50 %", Plans.canary().plan());

    assertThat(story)
        .containsExactly(
            "kill publish#1,publish#2,publish#3 web-3 web-4",
            "weights back",
            "restore web-1 web-2",
            PROVED + "web-1 web-2",
            "discard " + ALL,
            "close aborted");
  }

  @Test
  void whileVerifyingItRestores() {
    assertThat(abortedDuring("analyse verify", Plans.atomic().plan()))
        .containsExactly("restore " + ALL, PROVED + ALL, "discard " + ALL, "close aborted");
  }

  @Test
  void whileWatchingItRestores() {
    assertThat(abortedDuring("analyse watch", Plans.atomic().watch(Duration.ofHours(1)).plan()))
        .containsExactly("restore " + ALL, PROVED + ALL, "discard " + ALL, "close aborted");
  }

  @Test
  void duringTheUndoItIsRecordedAndChangesNothing() {
    scene.world.results("prove", "web-4", Result.FAILED);
    DeploymentWorkflow run = scene.unstarted();
    scene.world.when("restore", () -> run.abort(null));
    scene.start(run, Plans.atomic().plan());

    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
    assertThat(run.status().timeline())
        .anyMatch(entry -> entry.text().contains("abort by somebody (unverified) does not count"));
  }

  @Test
  void undoFromOutsideEndsAsRolledBack() {
    DeploymentWorkflow run = scene.start(Plans.canary().plan());
    scene.sleep(Duration.ofMinutes(5));
    run.undo(null);

    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
    assertThat(run.status().reason()).extracting(Reason::code).isEqualTo(Reason.Code.UNDONE_BY);
  }
}

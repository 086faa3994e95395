package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each way a phase can fail, with the exact order of what is taken back. */
class WaysBackTest {

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
  void everyProblemOfThePreflightIsToldAtOnceAndNothingChanges() {
    scene.world.planProblems.add(new Problem("release", "no such artifact", null));
    scene.world.results("inspect", "web-2", Result.UNREACHABLE);
    scene.world.live("web-3", "20250101-1");
    scene.world.dirty = true;

    DeploymentStatus status = playedTo("refused", Plans.atomic().plan());

    assertThat(status.problems())
        .extracting(Problem::where)
        .containsExactly("release", "web-2", "environment", "web-3");
    assertThat(scene.world.story())
        .containsExactly("open", "inspect lb-1 " + ALL, "read weights", "close refused");
  }

  @Test
  void aPlanMadeForAnotherLiveReleaseIsRefused() {
    DeploymentStatus status = playedTo("refused", Plans.atomic().live("20251231-1").plan());

    assertThat(status.problems()).extracting(Problem::where).containsExactly("plan");
  }

  @Test
  void aRollbackToWhatIsNotOnDiskIsRefused() {
    DeploymentStatus status = playedTo("refused", Plans.rollback("20200101-1").plan());

    assertThat(status.problems())
        .hasSize(5)
        .allMatch(problem -> problem.what().contains("not there"));
  }

  @Test
  void aRollbackMendsADirtyEnvironment() {
    scene.world.dirty = true;
    scene.world.live("web-3", "20251231-9");

    playedTo("succeeded", Plans.rollback("20261115-1").plan());
  }

  @Test
  void aRollbackTakesTheSchemaDownWhileTheNewerReleaseIsLive() {
    playedTo("succeeded", rollbackWithWayDown());

    assertThat(scene.world.storyFrom("migrate"))
        .startsWith("migrate-down queue-1", "publish " + ALL, "prove 20261115-1 " + ALL);
    assertThat(scene.world.releases).containsEntry("migrate-down", Plans.LIVE);
    assertThat(scene.world.releases).containsEntry("publish", "20261115-1");
  }

  @Test
  void aRollbackThatFailsBringsTheSchemaUpAgainAfterTheCode() {
    scene.world.results("prove", "web-4", Result.FAILED);

    playedTo("rolledBack", rollbackWithWayDown());

    assertThat(scene.world.storyFrom("migrate"))
        .containsExactly(
            "migrate-down queue-1",
            "publish " + ALL,
            "prove 20261115-1 " + ALL,
            "restore " + ALL,
            PROVED + ALL,
            "migrate queue-1",
            "close rolledBack");
    assertThat(scene.world.releases).containsEntry("migrate", Plans.LIVE);
  }

  @Test
  void aWayDownThatFailsIsBroughtUpAgainAndNoCodeIsTouched() {
    scene.world.results("migrate-down", "queue-1", Result.FAILED);

    playedTo("rolledBack", rollbackWithWayDown());

    assertThat(scene.world.storyFrom("migrate"))
        .containsExactly("migrate-down queue-1", "migrate queue-1", "close rolledBack");
  }

  @Test
  void aWayDownThatIsNotKnownAsksAPerson() {
    scene.world.results("migrate-down", "queue-1", Result.UNKNOWN);
    DeploymentWorkflow run = scene.start(rollbackWithWayDown());
    scene.sleep(Duration.ofMinutes(1));

    assertThat(run.status().phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    run.undo(null);
    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
    assertThat(scene.world.storyFrom("migrate"))
        .containsExactly(
            "migrate-down queue-1",
            "kill migrate-down#1 queue-1",
            "migrate queue-1",
            "close rolledBack");
  }

  private static DeploymentPlan rollbackWithWayDown() {
    return Plans.rollback("20261115-1").migrateByCommand(Migrations.Undo.DOWN).plan();
  }

  @Test
  void aFailedBuildDiscardsTheReleaseEverywhere() {
    scene.world.results("prepare", "web-2", Result.FAILED);

    DeploymentStatus status = playedTo("rolledBack", Plans.atomic().plan());

    assertThat(scene.world.storyFrom("prepare"))
        .containsExactly("prepare " + ALL, "discard " + ALL, "close rolledBack");
    assertThat(status.reason())
        .hasToString("Reason[code=STEP_FAILED, subject=prepare on web-2, detail=scripted failed]");
    assertThat(scene.world.ends.getFirst().markedBad()).isEqualTo("20261121-7");
    assertThat(scene.world.ends.getFirst().live()).isEqualTo(Plans.LIVE);
  }

  @Test
  void aHostThatCannotBeReachedGetsATombstoneBeforeTheReleaseIsDiscarded() {
    scene.world.results("prepare", "web-2", Result.UNREACHABLE);

    playedTo("rolledBack", Plans.atomic().plan());

    assertThat(scene.world.storyFrom("kill"))
        .containsExactly("kill prepare#1 web-2", "discard " + ALL, "close rolledBack");
  }

  @Test
  void aFailedMigrationKeepsTheSchemaAndDiscards() {
    scene.world.fails("migrate", Failures.of(FailureType.MIGRATION_FAILED, "V2: no such table"));

    DeploymentStatus status = playedTo("rolledBack", Plans.atomic().flyway().plan());

    assertThat(scene.world.storyFrom("migrate"))
        .containsExactly("migrate", "discard " + ALL, "close rolledBack");
    assertThat(status.reason()).extracting(Reason::detail).isEqualTo("V2: no such table");
    assertThat(saidOfUndo(status))
        .containsExactly("the schema is kept: old code is expected to run on it", "release undone");
  }

  @Test
  void aMigrationByCommandIsTakenDownWhereThatIsDeclared() {
    scene.world.results("publish", "web-1", Result.FAILED);

    DeploymentStatus status =
        playedTo("rolledBack", Plans.atomic().migrateByCommand(Migrations.Undo.DOWN).plan());

    assertThat(scene.world.storyFrom("migrate"))
        .containsExactly(
            "migrate queue-1",
            "publish " + ALL,
            "restore " + ALL,
            PROVED + ALL,
            "migrate-down queue-1",
            "discard " + ALL,
            "close rolledBack");
    assertThat(saidOfUndo(status))
        .containsExactly("current undone", "schema undone", "release undone");
  }

  private static List<String> saidOfUndo(DeploymentStatus status) {
    return status.timeline().stream()
        .filter(entry -> entry.kind() == TimelineEntry.Kind.UNDO)
        .map(TimelineEntry::text)
        .toList();
  }

  @Test
  void aHostThatDoesNotProveTheReleaseBringsTheFormerBack() {
    scene.world.results("prove", "web-4", Result.FAILED);

    DeploymentStatus status = playedTo("rolledBack", Plans.atomic().plan());

    assertThat(scene.world.storyFrom("publish"))
        .containsExactly(
            "publish " + ALL,
            "prove 20261121-7 " + ALL,
            "restore " + ALL,
            PROVED + ALL,
            "discard " + ALL,
            "close rolledBack");
    assertThat(status.reason()).extracting(Reason::code).isEqualTo(Reason.Code.PROOF_FAILED);
    assertThat(status.hosts()).allMatch(host -> host.state() == DeploymentStatus.State.UNDONE);
  }

  @Test
  void anUnknownPublishIsKilledAndRunAgainByItself() {
    scene.world.results("publish", "web-1", Result.UNKNOWN);

    playedTo("succeeded", Plans.atomic().plan());

    assertThat(scene.world.storyFrom("publish"))
        .startsWith(
            "publish " + ALL,
            "kill publish#1 web-1",
            "publish #2 web-1",
            "prove 20261121-7 " + ALL);
  }

  @Test
  void aFailingCheckAfterPublishingBringsTheFormerBack() {
    scene.world.verdicts("verify", Verdict.FAIL);

    DeploymentStatus status = playedTo("rolledBack", Plans.atomic().plan());

    assertThat(scene.world.storyFrom("analyse"))
        .containsExactly(
            "analyse verify", "restore " + ALL, PROVED + ALL, "discard " + ALL, "close rolledBack");
    assertThat(status.reason())
        .isNotNull()
        .satisfies(reason ->
            assertThat(reason.sentence())
                .isEqualTo("check up failed: status 200 on web-1 (1 of 2 failed) during verify"));
  }

  @Test
  void aFailureDuringTheWatchStillTakesEverythingBack() {
    scene.world.verdicts("watch", Verdict.PASS, Verdict.FAIL);

    playedTo("rolledBack", Plans.atomic().watch(Duration.ofHours(1)).plan());

    assertThat(scene.world.storyFrom("analyse watch"))
        .containsExactly(
            "analyse watch", "restore " + ALL, PROVED + ALL, "discard " + ALL, "close rolledBack");
  }

  @Test
  void aRampThatTurnsBadPutsTheWeightsBackFirst() {
    scene.world.verdicts("50 %", Verdict.PASS, Verdict.FAIL);

    DeploymentStatus status = playedTo("rolledBack", Plans.canary().plan());

    assertThat(scene.world.storyFrom("weight 50"))
        .containsExactly(
            "weight 50 canary [web-1, web-2] stable [web-3, web-4]",
            "analyse 50 %",
            "kill publish#1,publish#2,publish#3 web-3 web-4",
            "weights back",
            "restore web-1 web-2",
            PROVED + "web-1 web-2",
            "discard " + ALL,
            "close rolledBack");
    assertThat(status.reason()).extracting(Reason::code).isEqualTo(Reason.Code.CHECK_FAILED);
  }

  @Test
  void aCanaryThatDoesNotProveItselfNeverGetsWeight() {
    scene.world.results("prove", "web-1", Result.FAILED);

    playedTo("rolledBack", Plans.canary().plan());

    assertThat(scene.world.storyFrom("publish"))
        .containsExactly(
            "publish web-1",
            "prove 20261121-7 web-1",
            "restore web-1",
            PROVED + "web-1",
            "discard " + ALL,
            "close rolledBack");
  }

  @Test
  void aHostThatCannotJoinEndsTheRamp() {
    scene.world.results("publish", "web-2", Result.FAILED);

    DeploymentStatus status = playedTo("rolledBack", Plans.canary().plan());

    assertThat(scene.world.storyFrom("kill"))
        .containsExactly(
            "kill publish#1,publish#2,publish#3 web-2 web-3 web-4",
            "weights back",
            "restore web-1 web-2",
            PROVED + "web-1 web-2",
            "discard " + ALL,
            "close rolledBack");
    assertThat(status.reason()).extracting(Reason::subject).isEqualTo("join on web-2");
  }

  @Test
  void aBalancerThatRefusesEndsTheRamp() {
    scene.world.fails(
        "weight 10 canary [web-1] stable [web-2, web-3, web-4]",
        Failures.of(FailureType.BALANCER_REFUSED, "nginx -t: unknown directive"));

    DeploymentStatus status = playedTo("rolledBack", Plans.canary().plan());

    assertThat(scene.world.story()).contains("weights back");
    assertThat(status.reason())
        .hasToString(
            "Reason[code=TRAFFIC_REFUSED, subject=null, detail=nginx -t: unknown directive]");
  }

  @Test
  void aFailureOfTheLastHostsComesBackInReverse() {
    scene.world.results("publish", "queue-1", Result.FAILED);

    playedTo("rolledBack", Plans.canary().plan());

    assertThat(scene.world.storyFrom("publish queue-1"))
        .containsExactly(
            "publish queue-1",
            "restore queue-1",
            PROVED + "queue-1",
            "weights back",
            "restore web-1 web-2 web-3 web-4",
            PROVED + "web-1 web-2 web-3 web-4",
            "discard " + ALL,
            "close rolledBack");
  }

  @Test
  void aFirstDeploymentThatFailsLeavesEmptyHosts() {
    scene.world.everywhere = null;
    scene.world.ledgerLive = null;
    scene.world.split = null;
    scene.world.verdicts("verify", Verdict.FAIL);

    playedTo("rolledBack", Plans.atomic().live(null).plan());

    assertThat(scene.world.storyFrom("analyse"))
        .containsExactly(
            "analyse verify",
            "weights back",
            "restore " + ALL,
            "discard " + ALL,
            "close rolledBack");
  }

  @Test
  void aFailedRollbackBringsBackWhatWasLiveAndKeepsBothReleases() {
    scene.world.verdicts("verify", Verdict.FAIL);

    playedTo("rolledBack", Plans.rollback("20261115-1").plan());

    assertThat(scene.world.storyFrom("analyse"))
        .containsExactly("analyse verify", "restore " + ALL, PROVED + ALL, "close rolledBack");
    assertThat(scene.world.ends.getFirst().markedBad()).isNull();
  }

  @Test
  void undoGoesOnAfterAnError() {
    scene.world.verdicts("50 %", Verdict.FAIL);
    scene.world.fails("weights back", Failures.of(FailureType.INVALID, "gone"));
    DeploymentWorkflow run = scene.start(Plans.canary().plan());
    scene.sleep(Duration.ofHours(2));

    DeploymentStatus held = run.status();
    assertThat(held.phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(held.can()).containsExactly(Verb.RETRY, Verb.SKIP, Verb.CLOSE);
    assertThat(scene.world.story()).contains("discard " + ALL);

    run.retry(null);
    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
    assertThat(scene.world.story()).endsWith("weights back", "close rolledBack");
  }
}

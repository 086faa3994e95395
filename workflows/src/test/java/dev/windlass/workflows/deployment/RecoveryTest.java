package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.ledger.LedgerActivities.Close;
import dev.windlass.workflows.ledger.LedgerActivities.Unclosed;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.traffic.Split;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run was terminated in Temporal: the next one refuses with every difference, recover mends. */
class RecoveryTest {

  private static final String ALL = "queue-1 web-1 web-2 web-3 web-4";
  private static final String UNFINISHED = "20261121-6";

  private final Scene scene = new Scene();

  @BeforeEach
  void terminatedInMidRamp() {
    scene.world.unclosed = List.of(new Unclosed("d-dead", 6));
    scene.world.live("web-1", UNFINISHED);
    scene.world.onDisk("web-1", Plans.LIVE);
    scene.world.onDisk("web-2", UNFINISHED);
    scene.world.openJob("web-2", "d-dead/publish/web-2/1");
    scene.world.split = new Split(10, List.of("web-1"), List.of("web-2", "web-3", "web-4"));
  }

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
  void theNextDeploymentRefusesWithEveryDifferenceAndOffersToRecover() {
    scene.world.ledgerLive = "20261115-1";

    DeploymentStatus status = playedTo("refused", Plans.atomic().plan());

    assertThat(status.problems())
        .contains(
            problem("deployment 6", "was ended in Temporal from outside; hosts may be half done"),
            problem("web-1", "unfinished release 20261121-6 is left"),
            problem("web-2", "unfinished release 20261121-6 is left"),
            problem("web-2", "job d-dead/publish/web-2/1 still runs"),
            problem("lb-1", "weight 10 is left from a ramp that did not end"),
            problem("web-1", "live is 20261121-6, on other hosts it is 20261118-1"))
        .anyMatch(problem ->
            problem.where().equals("ledger")
                && problem.what().equals("expected live 20261115-1, the hosts have 20261118-1"))
        .allMatch(problem ->
            problem.mend() != null && problem.mend().contains("windlass recover production"));
    assertThat(scene.world.story())
        .containsExactly("open", "inspect lb-1 " + ALL, "read weights", "close refused");
  }

  private static Problem problem(String where, String what) {
    return new Problem(where, what, "windlass recover production");
  }

  @Test
  void aRollbackIsRefusedToo() {
    DeploymentStatus status = playedTo("refused", Plans.rollback("20261115-1").plan());

    assertThat(status.problems()).extracting(Problem::where).contains("deployment 6");
  }

  @Test
  void recoverEndsWhatRunsBeforeItPutsAnythingBackAndClosesTheDeadRun() {
    playedTo("succeeded", Plans.recovery(Plans.LIVE).plan());

    assertThat(scene.world.storyFrom("end older"))
        .containsExactly(
            "end older jobs " + ALL,
            "stop migration d-dead",
            "weight 0 canary [] stable [web-1, web-2, web-3, web-4]",
            "restore " + ALL,
            "prove " + Plans.LIVE + " " + ALL,
            "prune " + ALL,
            "close failed d-dead",
            "close succeeded");
    Close dead = scene.world.ends.getFirst();
    assertThat(dead.release()).isEqualTo(UNFINISHED);
    assertThat(dead.markedBad()).isEqualTo(UNFINISHED);
    assertThat(dead.reason()).isEqualTo("terminated in Temporal; cleared away by deployment 7");
    Close own = scene.world.ends.getLast();
    assertThat(own.release()).isEqualTo(Plans.LIVE);
    assertThat(own.live()).isEqualTo(Plans.LIVE);
    assertThat(own.markedBad()).isNull();
  }

  @Test
  void adoptingKeepsTheReleaseOfTheDeadRun() {
    List.of("web-1", "web-2", "web-3", "web-4", "queue-1")
        .forEach(host -> scene.world.live(host, UNFINISHED));

    playedTo("succeeded", Plans.recovery(UNFINISHED).plan());

    assertThat(scene.world.story())
        .contains("restore " + ALL, "prove " + UNFINISHED + " " + ALL)
        .doesNotContain("prune " + ALL);
    assertThat(scene.world.ends.getFirst().markedBad()).isNull();
    assertThat(scene.world.ends.getLast().live()).isEqualTo(UNFINISHED);
  }

  @Test
  void whereNothingWasLiveNothingIsLiveAgain() {
    scene.world.ledgerLive = null;

    playedTo("succeeded", Plans.recovery("").plan());

    assertThat(scene.world.story())
        .contains("restore " + ALL)
        .noneMatch(line -> line.startsWith("prove"));
    assertThat(scene.world.ends.getLast().live()).isNull();
  }

  @Test
  void whatCannotBeEndedOrKnownIsAskedOfAPerson() {
    scene.world.results("end", "web-2", Result.FAILED);
    scene.world.fails("stop migration", Failures.of(FailureType.MIGRATION_UNKNOWN, "V2 had begun"));
    DeploymentWorkflow run = scene.start(Plans.recovery(Plans.LIVE).plan());
    scene.sleep(Duration.ofMinutes(1));

    assertThat(run.status().phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(run.status().reason())
        .isEqualTo(
            new Reason(
                Reason.Code.UNDO_INCOMPLETE,
                null,
                "end on web-2: scripted failed; migration of 6: V2 had begun"));
    assertThat(run.status().can()).containsExactly(Verb.RETRY, Verb.SKIP, Verb.CLOSE);
    run.retry(null);

    assertThat(scene.outcome(run)).isEqualTo("succeeded");
    assertThat(scene.world.storyFrom("prune"))
        .containsExactly(
            "prune " + ALL,
            "end older jobs " + ALL,
            "stop migration d-dead",
            "close failed d-dead",
            "close succeeded");
  }

  @Test
  void closedByAPersonItLeavesTheDeadRunForTheNextTime() {
    scene.world.results("end", "web-2", Result.FAILED);
    DeploymentWorkflow run = scene.start(Plans.recovery(Plans.LIVE).plan());
    scene.sleep(Duration.ofMinutes(1));
    run.close(null);

    assertThat(scene.outcome(run)).isEqualTo("failed");
    assertThat(scene.world.ends).extracting(Close::deployment).containsExactly(Scene.DEPLOYMENT);
  }

  @Test
  void anAbortOfARecoveryDoesNotCount() {
    DeploymentWorkflow run = scene.unstarted();
    scene.world.when("restore", () -> run.abort(null));
    scene.start(run, Plans.recovery(Plans.LIVE).plan());

    assertThat(scene.outcome(run)).isEqualTo("succeeded");
    assertThat(run.status().timeline())
        .anyMatch(entry -> entry.text().contains("abort by somebody (unverified) does not count"));
  }

  @Test
  void aReleaseThatIsNotOnEveryHostIsRefused() {
    DeploymentStatus status = playedTo("refused", Plans.recovery("20200101-1").plan());

    assertThat(status.problems()).hasSize(5);
    assertThat(scene.world.story()).doesNotContain("end older jobs " + ALL);
  }
}

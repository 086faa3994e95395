package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.deployment.DeploymentStatus.Answer;
import dev.windlass.workflows.deployment.DeploymentWorkflow.CodeOffer;
import dev.windlass.workflows.deployment.DeploymentWorkflow.Command;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.gate.GateCode;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people say, when it counts, and what comes of it. */
class PeopleTest {

  private static final String ALL = "queue-1 web-1 web-2 web-3 web-4";
  private static final String PROVED = "prove " + Plans.LIVE + " ";
  private static final Gate GO = Plans.gate("go", Gate.Before.MIGRATIONS);

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  private static Instruction by(String who, boolean verified) {
    return new Instruction(null, null, who, null, null, null, null, verified);
  }

  private static Instruction saying(
      @Nullable String subject, @Nullable String planHash, @Nullable Integer evidence) {
    return new Instruction(subject, null, "lead-2", null, null, planHash, evidence, true);
  }

  private static Gate go(
      boolean fourEyes, int approvals, Gate.Otherwise otherwise, Gate.Accept accept) {
    return new Gate(
        "go", Gate.Before.MIGRATIONS, approvals, fourEyes, Duration.ofHours(4), otherwise, accept);
  }

  private DeploymentWorkflow waitingAt(Gate gate) {
    DeploymentWorkflow run = scene.start(Plans.atomic().flyway().gate(gate).plan());
    scene.sleep(Duration.ofMinutes(1));
    assertThat(run.status().phase()).isEqualTo(Phase.WAITING);
    return run;
  }

  @Test
  void anEmptySignalFromTheUiApproves() {
    DeploymentWorkflow run = waitingAt(GO);
    WorkflowStub.fromTyped(run).signal("approve");

    assertThat(scene.outcome(run)).isEqualTo("succeeded");
    assertThat(run.status().gates().getFirst().approvedBy())
        .containsExactly("somebody (unverified)");
  }

  @Test
  void aGateSaysHowManyApprovalsItNeeds() {
    DeploymentWorkflow one = waitingAt(GO);

    assertThat(one.status().timeline().getLast().text()).isEqualTo("gate go needs 1 approval");
  }

  @Test
  void aBareTextFromTheUiRejects() {
    DeploymentWorkflow run = waitingAt(GO);
    WorkflowStub.fromTyped(run).signal("reject", "go");

    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
    assertThat(scene.world.storyFrom("prepare"))
        .containsExactly("prepare " + ALL, "discard " + ALL, "close rolledBack");
  }

  @Test
  void aGateBeforeTheFirstActThatIsRejectedChangesNothing() {
    DeploymentWorkflow run = waitingAt(Plans.gate("first", Gate.Before.PREPARE));
    run.reject(null);

    assertThat(scene.outcome(run)).isEqualTo("refused");
    assertThat(scene.world.story()).endsWith("read weights", "close refused");
  }

  @Test
  void anUnansweredGateRejectsAtItsDeadline() {
    DeploymentWorkflow run = scene.start(Plans.atomic().gate(GO).plan());

    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
    assertThat(run.status().reason()).isEqualTo(new Reason(Reason.Code.GATE_DEADLINE, "go", null));
    assertThat(run.status().gates().getFirst().answer()).isEqualTo(Answer.EXPIRED);
  }

  @Test
  void anUnansweredGateMayApproveOrHold() {
    Gate approve = go(false, 1, Gate.Otherwise.APPROVE, Gate.Accept.PLAIN);
    assertThat(scene.play(Plans.atomic().gate(approve).plan())).isEqualTo("succeeded");

    DeploymentWorkflow run = waitingAt(go(false, 1, Gate.Otherwise.HOLD, Gate.Accept.PLAIN));
    scene.sleep(Duration.ofDays(3));
    assertThat(run.status().phase()).isEqualTo(Phase.WAITING);
    run.approve(null);
    assertThat(scene.outcome(run)).isEqualTo("succeeded");
  }

  @Test
  void plainSignalsDoNotCountWhereTheGateSaysSo() {
    for (Gate.Accept accept : new Gate.Accept[] {Gate.Accept.NONE, Gate.Accept.CODE}) {
      DeploymentWorkflow run = waitingAt(go(false, 1, Gate.Otherwise.REJECT, accept));
      run.approve(by("lead-2", true));
      scene.sleep(Duration.ofMinutes(1));
      assertThat(run.status().phase()).isEqualTo(Phase.WAITING);
      assertThat(run.status().timeline().getLast().text())
          .contains("does not accept plain signals");

      run.instruct(new Command(Verb.APPROVE, by("lead-2", true)));
      assertThat(scene.outcome(run)).isEqualTo("succeeded");
    }
  }

  @Test
  void plainSignalsNeverCountWhereFourEyesAreAsked() {
    DeploymentWorkflow run = waitingAt(go(true, 1, Gate.Otherwise.REJECT, Gate.Accept.PLAIN));
    run.approve(by("lead-2", false));
    run.approve(null);

    assertThat(run.status().phase()).isEqualTo(Phase.WAITING);
    assertThat(run.status().timeline().getLast().text()).contains("does not accept plain signals");
    run.instruct(new Command(Verb.APPROVE, by("lead-2", true)));
    assertThat(scene.outcome(run)).isEqualTo("succeeded");
  }

  @Test
  void aPlainSignalWithAOneTimeCodeCountsOnceAndAsWhomItProves() {
    DeploymentWorkflow run = waitingAt(go(true, 2, Gate.Otherwise.REJECT, Gate.Accept.CODE));
    assertThatThrownBy(() -> run.offerCode(new CodeOffer("other", "00", "lead-2")))
        .hasStackTraceContaining("gate other is not open");
    run.offerCode(new CodeOffer("go", GateCode.digest("ABCDE-FGHIJ"), "lead-2"));

    run.approve(code("wrong"));
    run.approve(code("abcdefghij"));
    run.approve(code("abcdefghij"));

    assertThat(run.status().gates().getFirst().approvedBy()).containsExactly("lead-2");
    assertThat(run.status().phase()).isEqualTo(Phase.WAITING);
    run.instruct(new Command(Verb.APPROVE, by("lead-3", true)));
    assertThat(scene.outcome(run)).isEqualTo("succeeded");
  }

  private static Instruction code(String code) {
    return new Instruction("go", null, "anybody", code, null, null, null, true);
  }

  @Test
  void fourEyesNeedsSomebodyElseAndPeopleCountOnce() {
    DeploymentWorkflow run = waitingAt(go(true, 2, Gate.Otherwise.REJECT, Gate.Accept.NONE));
    assertThatThrownBy(() -> run.instruct(new Command(Verb.APPROVE, by("dev-1", true))))
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining("somebody other than who started it");
    run.instruct(new Command(Verb.APPROVE, by("lead-2", true)));
    assertThatThrownBy(() -> run.instruct(new Command(Verb.APPROVE, by("lead-2", true))))
        .hasStackTraceContaining("lead-2 has approved already");
    assertThat(run.status().phase()).isEqualTo(Phase.WAITING);

    run.instruct(new Command(Verb.APPROVE, by("lead-3", true)));
    assertThat(scene.outcome(run)).isEqualTo("succeeded");
  }

  @Test
  void anApprovalOfAnotherPlanEvidenceOrGateIsRefused() {
    DeploymentWorkflow run = waitingAt(GO);
    assertThatThrownBy(() -> run.instruct(new Command(Verb.APPROVE, saying(null, "ffff", null))))
        .hasStackTraceContaining("plan ffff is meant");
    assertThatThrownBy(() -> run.instruct(new Command(Verb.APPROVE, saying(null, "7d1e03", 0))))
        .hasStackTraceContaining("the evidence changed after you looked (0 -> 1)");
    assertThatThrownBy(() -> run.instruct(new Command(Verb.APPROVE, saying("half", null, null))))
        .hasStackTraceContaining("gate half is not open, gate go is");
    assertThatThrownBy(() -> run.instruct(new Command(Verb.RETRY, Instruction.EMPTY)))
        .hasStackTraceContaining("retry makes no sense while waiting");

    run.instruct(new Command(Verb.APPROVE, saying("go", "7d1e03", 1)));
    assertThat(scene.outcome(run)).isEqualTo("succeeded");
  }

  @Test
  void newVerdictsWhileTheRampWaitsVoidEarlierApprovals() {
    Gate half = new Gate("half", null, 2, false, null, Gate.Otherwise.HOLD, Gate.Accept.NONE);
    scene.world.verdicts("gate half", Verdict.PASS, Verdict.INCONCLUSIVE);
    DeploymentWorkflow run = scene.start(Plans.canaryWithGate().gate(half).plan());
    scene.sleep(Duration.ofMinutes(12));
    int before = run.status().gates().getFirst().evidence();
    run.instruct(new Command(Verb.APPROVE, by("lead-2", true)));
    scene.sleep(Duration.ofMinutes(15));

    DeploymentStatus.GateStatus gate = run.status().gates().getFirst();
    assertThat(gate.evidence()).isEqualTo(before + 1);
    assertThat(gate.approvedBy()).isEmpty();

    run.instruct(new Command(Verb.APPROVE, by("lead-2", true)));
    run.instruct(new Command(Verb.APPROVE, by("lead-3", true)));
    assertThat(scene.outcome(run)).isEqualTo("succeeded");
  }

  @Test
  void aRejectedGateOfTheRampPutsTheWeightsBack() {
    DeploymentWorkflow run = scene.start(Plans.canaryWithGate().plan());
    scene.sleep(Duration.ofMinutes(12));
    run.reject(null);

    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
    assertThat(scene.world.storyFrom("weights back"))
        .containsExactly(
            "weights back",
            "restore web-1",
            PROVED + "web-1",
            "discard " + ALL,
            "close rolledBack");
  }

  @Test
  void aFailureWhileTheRampWaitsForItsGateEndsIt() {
    scene.world.verdicts("gate half", Verdict.PASS, Verdict.FAIL);

    assertThat(scene.play(Plans.canaryWithGate().plan())).isEqualTo("rolledBack");
  }

  @Test
  void promoteSkipsTheWaitButNotTheVerdict() {
    DeploymentWorkflow run = scene.start(Plans.canary().plan());
    scene.sleep(Duration.ofMinutes(2));
    scene.world.verdicts("10 %", Verdict.FAIL);
    run.promote(null);

    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
  }

  @Test
  void aPauseHoldsBeforeTheNextStepOfTheRamp() {
    DeploymentWorkflow run = scene.start(Plans.canary().plan());
    scene.sleep(Duration.ofMinutes(2));
    run.pause(null);
    scene.sleep(Duration.ofHours(5));

    assertThat(run.status().paused()).isTrue();
    assertThat(scene.world.story()).last().isEqualTo("analyse 10 %");

    run.resume(null);
    assertThat(scene.outcome(run)).isEqualTo("succeeded");
  }

  @Test
  void anUnknownBuildAsksAndARetryRunsItAgain() {
    scene.world.results("prepare", "web-2", Result.UNKNOWN);
    DeploymentWorkflow run = scene.start(Plans.atomic().plan());
    scene.sleep(Duration.ofHours(3));

    DeploymentStatus held = run.status();
    assertThat(held.phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(held.can()).contains(Verb.RETRY, Verb.SKIP, Verb.UNDO, Verb.CLOSE, Verb.ABORT);
    assertThat(held.timeline())
        .filteredOn(entry -> entry.text().startsWith("still holding"))
        .hasSize(2);

    run.retry(null);
    assertThat(scene.outcome(run)).isEqualTo("succeeded");
    assertThat(scene.world.storyFrom("prepare"))
        .startsWith("prepare " + ALL, "kill prepare#1 web-2", "prepare #2 web-2", "publish " + ALL);
  }

  @Test
  void anUnknownBuildMayBeSkippedUndoneOrClosed() {
    scene.world.results("prepare", "web-2", Result.UNKNOWN, Result.UNKNOWN, Result.UNKNOWN);
    assertThat(afterAttention(run -> WorkflowStub.fromTyped(run).signal("skip", "web-2")))
        .isEqualTo("succeeded");
    assertThat(afterAttention(run -> run.undo(null))).isEqualTo("rolledBack");
    assertThat(afterAttention(run -> run.close(null))).isEqualTo("failed");
    assertThat(scene.world.story()).last().isEqualTo("close failed");
  }

  private String afterAttention(Consumer<DeploymentWorkflow> says) {
    DeploymentWorkflow run = scene.start(Plans.atomic().plan());
    scene.sleep(Duration.ofMinutes(1));
    assertThat(run.status().phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    says.accept(run);
    return scene.outcome(run);
  }

  @Test
  void anUnknownMigrationAsks() {
    scene.world.fails("migrate", Failures.of(FailureType.MIGRATION_UNKNOWN, "V2 line 3"));
    DeploymentWorkflow run = scene.start(Plans.atomic().flyway().plan());
    scene.sleep(Duration.ofMinutes(1));
    assertThat(run.status().reason())
        .isEqualTo(new Reason(Reason.Code.MIGRATION_UNKNOWN, null, "V2 line 3"));

    run.retry(null);
    assertThat(scene.outcome(run)).isEqualTo("succeeded");
    assertThat(scene.world.storyFrom("migrate")).startsWith("migrate", "publish " + ALL);
  }

  @Test
  void inconclusiveEvidenceOfTheRampAsks() {
    scene.world.verdicts(
        "10 %", Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE, Verdict.PASS);
    DeploymentWorkflow run = scene.start(Plans.canary().plan());
    scene.sleep(Duration.ofMinutes(20));
    assertThat(run.status().phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    assertThat(run.status().reason())
        .extracting(Reason::code)
        .isEqualTo(Reason.Code.CHECK_INCONCLUSIVE);

    run.retry(null);
    scene.sleep(Duration.ofMinutes(1));
    assertThat(run.status().phase()).isEqualTo(Phase.NEEDS_ATTENTION);
    run.promote(null);
    assertThat(scene.outcome(run)).isEqualTo("succeeded");
  }

  @Test
  void theStatusAnswersBeforeTheRunBeginsAndAnEarlyAbortChangesNothing() {
    DeploymentWorkflow run = scene.unstarted();
    BatchRequest batch = scene.client().newSignalWithStartRequest();
    batch.add(run::run, Scene.request(Plans.atomic().plan()));
    batch.add(run::abort, Instruction.EMPTY);
    scene.client().signalWithStart(batch);

    assertThat(scene.outcome(run)).isEqualTo("aborted");
    assertThat(run.status().outcome()).isEqualTo(Outcome.ABORTED);
    assertThat(scene.world.story()).containsExactly("open", "close aborted");
  }

  @Test
  void theBareTextOfAnAbortIsItsReason() {
    DeploymentWorkflow run = waitingAt(GO);
    WorkflowStub.fromTyped(run).signal("abort", "wrong branch");

    assertThat(scene.outcome(run)).isEqualTo("aborted");
    assertThat(run.status().reason())
        .isEqualTo(new Reason(Reason.Code.ABORTED_BY, "somebody (unverified)", "wrong branch"));
  }

  /** The SDK closes a run whose cancellation was requested as canceled, whatever is thrown. */
  @Test
  void aTemporalCancelIsAnAbort() {
    DeploymentWorkflow run = waitingAt(GO);
    WorkflowStub.fromTyped(run).cancel();

    assertThat(scene.outcome(run)).contains("canceled");
    assertThat(run.status().outcome()).isEqualTo(Outcome.ABORTED);
    assertThat(scene.world.story()).endsWith("discard " + ALL, "close aborted");
  }
}

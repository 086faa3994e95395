package dev.windlass.workflows.deployment;

import dev.windlass.workflows.analysis.AnalysisReport;
import dev.windlass.workflows.analysis.AnalysisWindows;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import dev.windlass.workflows.ramp.RampProgress;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears what people say, by signal and by update alike, and what the ramp tells; the walk comes by
 * and reads it. Never blocks.
 */
final class People {

  /** How the walk ends when it is stopped from outside. */
  record Ending(Outcome outcome, Reason reason) {}

  private final Run run;
  private final CancellationScope forward;
  private final Deque<RampProgress> fromRamp = new ArrayDeque<>();
  private Ending ending =
      new Ending(Outcome.ABORTED, new Reason(Reason.Code.CANCELLED, null, null));
  private boolean walking = true;
  private boolean promoted;

  People(Run run, CancellationScope forward) {
    this.run = run;
    this.forward = forward;
  }

  /** What makes sense now. */
  List<Verb> can() {
    List<Verb> can = new ArrayList<>(run.attention.choices());
    if (!walking || forward.isCancelRequested()) {
      return can;
    }
    if (run.gates.open() != null) {
      can.add(Verb.APPROVE);
      can.add(Verb.REJECT);
    }
    boolean bakes = run.board.phase() == Phase.RAMPING || run.board.phase() == Phase.WATCHING;
    if (bakes) {
      can.add(Verb.PROMOTE);
    }
    can.add(run.board.isPaused() ? Verb.RESUME : Verb.PAUSE);
    if (!can.contains(Verb.UNDO)) {
      can.add(Verb.UNDO);
    }
    can.add(Verb.ABORT);
    return can;
  }

  /** Why these words change nothing, or null when they do. Changes nothing itself. */
  @Nullable String objection(Verb verb, Instruction said) {
    DeploymentRequest request = run.request;
    if (said.deployment() != null && !said.deployment().equals(request.deployment())) {
      return "deployment " + said.deployment() + " is meant, this is " + request.deployment();
    }
    if (said.planHash() != null && !request.planHash().startsWith(said.planHash())) {
      return "plan " + said.planHash() + " is meant, this run has " + request.planHash();
    }
    if (verb == Verb.APPROVE || verb == Verb.REJECT) {
      return run.gates.objection(verb, said);
    }
    return can().contains(verb)
        ? null
        : WireNames.of(verb)
            + " makes no sense while "
            + WireNames.of(run.board.phase())
            + "; what does: "
            + can().stream().map(WireNames::of).toList();
  }

  /** Takes it, or records that it does not count. */
  void hear(Verb verb, Instruction words) {
    Instruction said =
        switch (verb) {
          case APPROVE, REJECT -> run.gates.recognised(words);
          case RETRY, SKIP -> words;
          case ABORT, PAUSE, RESUME, PROMOTE, UNDO, CLOSE -> words.withTextAsReason();
        };
    String objection = objection(verb, said);
    String who = Gates.signature(said);
    String why = said.reason() == null ? "" : ": " + said.reason();
    run.board.say(
        Kind.SIGNAL,
        WireNames.of(verb)
            + " by "
            + who
            + (objection == null ? why : " does not count: " + objection),
        null);
    if (objection == null) {
      act(verb, said);
    }
    run.board.refresh();
  }

  private void act(Verb verb, Instruction said) {
    if (run.attention.choices().contains(verb)) {
      run.attention.answer(verb, said);
      return;
    }
    switch (verb) {
      case APPROVE -> run.gates.approve(said);
      case REJECT -> run.gates.reject(said);
      case PAUSE -> run.board.paused(true);
      case RESUME -> run.board.paused(false);
      case PROMOTE -> promoted = true;
      case ABORT -> stop(Outcome.ABORTED, Reason.Code.ABORTED_BY, said);
      case UNDO -> stop(Outcome.ROLLED_BACK, Reason.Code.UNDONE_BY, said);
      case RETRY, SKIP, CLOSE -> throw new IllegalStateException(verb + " answers a question");
    }
  }

  private void stop(Outcome outcome, Reason.Code code, Instruction said) {
    ending = new Ending(outcome, new Reason(code, Gates.signature(said), said.reason()));
    forward.cancel(code.name());
  }

  void tells(RampProgress progress) {
    run.reach.told(progress);
    if (progress.analysis() != null) {
      seen(progress.analysis());
    }
    fromRamp.add(progress);
  }

  /** At once, not when the walk comes by: an approval that is being given depends on it. */
  private void seen(AnalysisReport report) {
    boolean news = !AnalysisWindows.sameVerdicts(run.board.analysis(), report);
    run.board.analysis(report, news);
    if (news) {
      run.gates.newEvidence();
    }
  }

  @Nullable RampProgress nextFromRamp() {
    return fromRamp.poll();
  }

  boolean rampHasTold() {
    return !fromRamp.isEmpty();
  }

  /** Whether somebody wants the rest of this bake skipped; forgets it. */
  boolean takePromotion() {
    boolean was = promoted;
    promoted = false;
    return was;
  }

  boolean hasPromoted() {
    return promoted;
  }

  /** Where a pause takes hold. */
  void safePoint() {
    Workflow.await(() -> !run.board.isPaused());
  }

  /** From now on only questions are answered. */
  void walkIsOver() {
    walking = false;
  }

  Ending ending() {
    return ending;
  }
}

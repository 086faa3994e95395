package dev.windlass.workflows.deployment;

import dev.windlass.workflows.fleet.FleetCalls;
import java.util.ArrayList;
import java.util.List;

/** Takes everything back, and does not give up silently. Runs where no abort reaches it. */
final class WayBack {

  private final Run run;
  private List<FleetCalls.Sent> kills = List.of();

  WayBack(Run run) {
    this.run = run;
  }

  /** At the moment of an abort, before anything else has noticed it. */
  void killAtOnce() {
    if (run.isOpen()) {
      kills = run.operations.kill(run.undoing());
    }
  }

  /** How the run ends after the walk was stopped for this reason. */
  Outcome after(Outcome wanted, Reason reason) {
    boolean touched = !run.undo.isEmpty() || !run.operations.isEmpty();
    if (wanted == Outcome.FAILED) {
      return wanted;
    }
    if (!touched) {
      return wanted == Outcome.ROLLED_BACK ? Outcome.REFUSED : wanted;
    }
    run.board.enter(Phase.UNDOING, reason);
    try {
      undoUntilSettled();
      return wanted;
    } catch (Stop closed) {
      return closed.outcome();
    }
  }

  /**
   * Tries until everything is taken back or a person lets it be.
   *
   * @throws Stop when a person closes the run
   */
  void undoUntilSettled() {
    while (true) {
      List<String> problems = new ArrayList<>(stopWhatRuns());
      problems.addAll(run.undo.run(run.board));
      if (problems.isEmpty()) {
        return;
      }
      Reason incomplete =
          new Reason(Reason.Code.UNDO_INCOMPLETE, null, String.join("; ", problems));
      if (run.attention.ask(incomplete, Verb.RETRY, Verb.SKIP, Verb.CLOSE).verb() == Verb.SKIP) {
        return;
      }
    }
  }

  private List<String> stopWhatRuns() {
    List<FleetCalls.Sent> sent = kills.isEmpty() ? run.operations.kill(run.undoing()) : kills;
    kills = List.of();
    return run.operations.awaitKills(sent);
  }
}

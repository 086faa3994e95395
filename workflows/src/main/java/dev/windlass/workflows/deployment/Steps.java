package dev.windlass.workflows.deployment;

import dev.windlass.workflows.deployment.DeploymentStatus.State;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.FleetCalls;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.plan.Host;
import java.util.ArrayList;
import java.util.List;

/** Brings a step to its end on many hosts, or ends the walk. */
final class Steps {

  /** How often a repeatable step whose outcome is unknown runs again before a person is asked. */
  private static final int MOST_REPEATS = 3;

  private final Run run;
  private final Change change;

  Steps(Run run) {
    this(run, run.change());
  }

  /** Of another release than the one that the run brings. */
  Steps(Run run, Change change) {
    this.run = run;
    this.change = change;
  }

  /**
   * @param done what a host is after it
   * @throws Stop when a host failed, or a person says so
   */
  void run(HostJob job, List<Host> hosts, State done) {
    List<Host> open = hosts;
    for (int attempt = 1; !open.isEmpty(); attempt++) {
      run.board.begin(job.step(), open);
      run.operations.begun(job.step(), attempt, open);
      List<HostRow> rows = FleetCalls.forward(run.plan, change).run(open, job, attempt);
      run.operations.settled(job.step(), attempt, rows);
      run.board.settle(job.step(), rows, done);
      requireNoFailure(job.step(), rows);
      open = again(job, lost(open, rows), attempt);
    }
  }

  /**
   * Every other result than done or unknown ends the walk.
   *
   * @throws Stop naming the first host
   */
  private static void requireNoFailure(String step, List<HostRow> rows) {
    for (HostRow row : rows) {
      if (row.result() != Result.DONE && row.result() != Result.UNKNOWN) {
        throw Stop.undo(
            new Reason(Reason.Code.STEP_FAILED, step + " on " + row.host(), row.detail()));
      }
    }
  }

  private List<Host> again(HostJob job, List<Host> lost, int attempt) {
    if (lost.isEmpty()) {
      return lost;
    }
    List<Host> again = job.repeatable() && attempt < MOST_REPEATS ? lost : ask(job.step(), lost);
    if (!again.isEmpty()) {
      requireStopped(job.step());
    }
    return again;
  }

  /**
   * Two of the same must not run at once: without proof that the old one is gone, all is undone.
   */
  private void requireStopped(String step) {
    List<String> alive = run.operations.awaitKills(run.operations.kill(run.undoing()));
    if (!alive.isEmpty()) {
      throw Stop.undo(new Reason(Reason.Code.STEP_UNKNOWN, step, String.join("; ", alive)));
    }
  }

  /** Which of the hosts are to run the step again; the others are skipped. */
  private List<Host> ask(String step, List<Host> lost) {
    List<Host> again = new ArrayList<>();
    List<Host> left = new ArrayList<>(lost);
    while (!left.isEmpty()) {
      String where = String.join(" ", left.stream().map(Host::name).toList());
      Attention.Answer answer =
          run.attention.ask(
              new Reason(Reason.Code.STEP_UNKNOWN, step + " on " + where, null),
              Verb.RETRY,
              Verb.SKIP,
              Verb.UNDO,
              Verb.CLOSE);
      String subject = answer.said().subject();
      List<Host> meant =
          left.stream().filter(host -> subject == null || host.name().equals(subject)).toList();
      if (answer.verb() == Verb.RETRY) {
        again.addAll(meant);
      }
      left.removeAll(meant);
    }
    return again;
  }

  private static List<Host> lost(List<Host> hosts, List<HostRow> rows) {
    List<String> names =
        rows.stream().filter(row -> row.result() == Result.UNKNOWN).map(HostRow::host).toList();
    return hosts.stream().filter(host -> names.contains(host.name())).toList();
  }
}

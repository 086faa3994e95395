package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.deployment.DeploymentStatus.State;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.FleetCalls;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.release.ReleaseCommands;
import dev.windlass.workflows.traffic.Split;
import dev.windlass.workflows.traffic.TrafficActivities.BalancerState;
import dev.windlass.workflows.traffic.TrafficActivities.TrafficState;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes a release live on hosts and proves it; knows the way back. */
final class Publishing {

  private final Run run;

  Publishing(Run run) {
    this.run = run;
  }

  /** Before anything is published on these hosts. */
  void registerUndo(List<Host> hosts) {
    if (!hosts.isEmpty()) {
      registerUndo(() -> hosts);
    }
  }

  /**
   * @param touched asked at the time of the undo
   */
  void registerUndo(Supplier<List<Host>> touched) {
    run.undo.add("current", attempt -> restore(touched.get(), attempt));
  }

  /** Before the weights change. */
  void registerTrafficUndo() {
    if (run.traffic.exists()) {
      TrafficState former = run.former().traffic();
      run.undo.add(
          "weights",
          attempt -> {
            run.traffic.restore(run.change(), former);
            run.board.weight(null);
            return List.of();
          });
    }
  }

  /** Nothing to do, and nothing said, where a ramp has already reached every host. */
  void publish(List<Host> hosts) {
    if (hosts.isEmpty()) {
      return;
    }
    new Steps(run).run(ReleaseCommands.publish(run.plan), hosts, State.LIVE);
    if (run.plan.proof() == null && FleetCalls.makesFewerRoundTrips()) {
      return;
    }
    List<HostRow> rows = run.forward().prove(hosts, run.plan.proof());
    run.board.settle("prove", rows, State.LIVE);
    for (HostRow row : rows) {
      if (row.result() != HostRow.Result.DONE) {
        throw Stop.undo(new Reason(Reason.Code.PROOF_FAILED, row.host(), row.detail()));
      }
    }
  }

  /** Every web host carries its usual share again; nothing to do where that is so already. */
  void even() {
    Split even = Split.even(run.traffic.webHosts());
    if (run.traffic.exists()) {
      shift(even);
      run.board.weight(null);
    }
  }

  /** The same, with the way back; nothing is touched where the weights are even already. */
  void evenWithUndo() {
    if (!isEven()) {
      registerTrafficUndo();
      even();
    }
  }

  /**
   * A balancer that knows nothing of the application gets the even split, so that its administrator
   * has something to point to before the first release.
   */
  void introduce() {
    if (run.former().traffic().states().stream().anyMatch(state -> state.split() == null)) {
      registerTrafficUndo();
      even();
    }
  }

  /** Whether each balancer has the even split over today's hosts. */
  private boolean isEven() {
    Split even = Split.even(run.traffic.webHosts());
    List<BalancerState> states = run.former().traffic().states();
    return !run.traffic.exists() || states.stream().allMatch(one -> even.equals(one.split()));
  }

  void shift(Split split) {
    try {
      run.traffic.shift(run.change(), split);
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure) {
        throw failure;
      }
      throw Stop.undo(new Reason(Reason.Code.TRAFFIC_REFUSED, null, Words.of(failure)));
    }
  }

  private List<String> restore(List<Host> hosts, int attempt) {
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, List<Host>> group : run.former().byLive(hosts).entrySet()) {
      String former = group.getKey().isEmpty() ? null : group.getKey();
      List<HostRow> rows =
          run.undoing().run(group.getValue(), ReleaseCommands.restore(run.plan, former), attempt);
      if (former != null && HostRow.problems("restore", rows).isEmpty()) {
        rows = prove(former, group.getValue());
      }
      run.board.settle("restore", rows, State.UNDONE);
      problems.addAll(HostRow.problems("restore", rows));
    }
    return problems;
  }

  /** That the former code answers again; a release without a revision cannot say so itself. */
  private List<HostRow> prove(String former, List<Host> hosts) {
    String revision = run.former().liveRevision();
    Change then = run.changeTo(former, revision);
    return FleetCalls.undoing(run.plan, then)
        .prove(hosts, revision == null ? null : run.plan.proof());
  }
}

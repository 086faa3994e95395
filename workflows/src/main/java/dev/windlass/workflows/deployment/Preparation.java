package dev.windlass.workflows.deployment;

import dev.windlass.workflows.deployment.DeploymentStatus.State;
import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import dev.windlass.workflows.fleet.FleetCalls;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.release.ReleaseCommands;
import java.util.List;

/** Brings the release to every host and builds it there, beside what is live. */
final class Preparation {

  private final Run run;

  Preparation(Run run) {
    this.run = run;
  }

  /** Empty hosts get their directories. */
  void setUp() {
    run.board.enter(Phase.PREPARING, null);
    new Steps(run)
        .run(ReleaseCommands.setup(run.plan.layout()), run.plan.releaseHosts(), State.PREPARED);
  }

  void prepare(ReleaseSource.Artifact artifact) {
    run.board.enter(Phase.PREPARING, null);
    List<Host> hosts = run.plan.releaseHosts();
    run.undo.add("release", attempt -> discard(hosts, attempt));
    HostJob job = ReleaseCommands.prepare(run.plan, artifact);
    if (FleetCalls.makesFewerRoundTrips()) {
      job = job.bringing(artifact);
      String many = hosts.size() == 1 ? " host" : " hosts";
      run.board.say(Kind.STEP, job.step() + " begins on " + hosts.size() + many, null);
    } else {
      ship(artifact, hosts);
    }
    new Steps(run).run(job, hosts, State.PREPARED);
  }

  private void ship(ReleaseSource.Artifact artifact, List<Host> hosts) {
    run.board.begin("ship", hosts);
    List<HostRow> rows = run.forward().ship(hosts, artifact);
    run.board.settle("ship", rows, State.RUNNING);
    for (HostRow row : rows) {
      if (row.result() != HostRow.Result.DONE) {
        throw Stop.undo(new Reason(Reason.Code.STEP_FAILED, "ship on " + row.host(), row.detail()));
      }
    }
  }

  private List<String> discard(List<Host> hosts, int attempt) {
    List<HostRow> rows = run.undoing().run(hosts, ReleaseCommands.discard(), attempt);
    run.board.settle("discard", rows, State.UNDONE);
    HostRow.warnings("discard", rows).forEach(one -> run.board.say(Kind.PROBLEM, one, null));
    return HostRow.problems("discard", rows);
  }
}

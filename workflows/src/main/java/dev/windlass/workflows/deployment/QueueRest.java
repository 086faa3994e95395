package dev.windlass.workflows.deployment;

import dev.windlass.workflows.background.BackgroundJobs;
import dev.windlass.workflows.deployment.DeploymentStatus.State;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.plan.QueueWorkers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Queue workers rest while visitors are turned away: they end their jobs and stay stopped. */
final class QueueRest {

  private static final String WORKERS = "-workers";

  private final Run run;
  private final List<QueueWorkers> workers;
  private boolean resting;

  QueueRest(Run run) {
    this.run = run;
    this.workers = run.plan.queueWorkers();
  }

  void begin(String step) {
    resting = true;
    groups().forEach((live, hosts) -> new Steps(run).run(stop(step, live), hosts, State.PREPARED));
  }

  void end(String step) {
    for (List<Host> hosts : groups().values()) {
      new Steps(run).run(start(step), hosts, State.LIVE);
    }
  }

  /** On the way back, when the doors close again. */
  List<String> beginAgain(String step, int attempt) {
    resting = true;
    List<String> problems = new ArrayList<>();
    groups().forEach((live, hosts) -> problems.addAll(undo(stop(step, now(live)), hosts, attempt)));
    return problems;
  }

  /** On the way back, before the doors open again; {@code current} is back. */
  List<String> endAgain(String step, int attempt) {
    List<String> problems = new ArrayList<>();
    if (!resting) {
      return problems; // a command that starts what never stopped would start it twice
    }
    groups().values().forEach(hosts -> problems.addAll(undo(start(step), hosts, attempt)));
    return problems;
  }

  private HostJob stop(String step, String release) {
    return BackgroundJobs.stop(step + WORKERS, workers, release);
  }

  private HostJob start(String step) {
    return BackgroundJobs.start(step + WORKERS, workers);
  }

  /** What they belong to once a deployment has opened the doors: the release that it brought. */
  private String now(String former) {
    return run.plan.kind() == PlanKind.DEPLOYMENT ? run.change().release() : former;
  }

  private List<String> undo(HostJob job, List<Host> hosts, int attempt) {
    List<HostRow> rows = run.undoing().run(hosts, job, attempt);
    run.board.settle(job.step(), rows, State.UNDONE);
    return HostRow.problems(job.step(), rows);
  }

  /** Hosts by what was live; where nothing was, or nobody could look, no workers are known of. */
  private Map<String, List<Host>> groups() {
    if (workers.isEmpty() || !run.knowsRest()) {
      return new LinkedHashMap<>();
    }
    Map<String, List<Host>> groups =
        run.former().byLive(BackgroundJobs.hosts(run.plan.releaseHosts(), workers));
    groups.remove("");
    return groups;
  }
}

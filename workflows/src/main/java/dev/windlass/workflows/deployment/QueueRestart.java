package dev.windlass.workflows.deployment;

import dev.windlass.workflows.background.BackgroundJobs;
import dev.windlass.workflows.deployment.DeploymentStatus.State;
import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.QueueWorkers;
import dev.windlass.workflows.plan.QueueWorkers.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives the queue to the new code: some workers with the canary, the others when every host has the
 * release. Knows the way back, for those that have begun to change.
 */
final class QueueRestart {

  static final String FIRST = "workers-first";
  static final String LAST = "workers";
  static final String REST = "-rest";
  static final String BACK = "-back";

  private record Round(String step, List<QueueWorkers> workers, List<Host> hosts) {}

  private final Run run;
  private final List<Round> begun = new ArrayList<>();
  private List<Host> early = List.of();

  QueueRestart(Run run) {
    this.run = run;
  }

  /**
   * Before the way back of {@code current}: the old code must be live when they come back to it.
   */
  void registerUndo() {
    if (!run.plan.queueWorkers().isEmpty()) {
      run.undo.add("workers", this::back);
    }
  }

  /** Those that go with the canary, on hosts that have just got the release. */
  void withCanary(List<Host> hosts) {
    early = hosts;
    restart(new Round(FIRST, of(Moment.FIRST), hosts));
  }

  /** All others, on hosts that have it by now. */
  void whenEveryHostHasIt() {
    List<Host> all = run.plan.releaseHosts();
    if (early.isEmpty()) {
      restart(new Round(LAST, run.plan.queueWorkers(), all));
      return;
    }
    restart(
        new Round(
            "workers-joined",
            of(Moment.FIRST),
            all.stream().filter(host -> !early.contains(host)).toList()));
    restart(new Round(LAST, of(Moment.LAST), all));
  }

  private List<QueueWorkers> of(Moment moment) {
    return run.plan.queueWorkers().stream().filter(one -> one.publish() == moment).toList();
  }

  private void restart(Round wanted) {
    Round round =
        new Round(
            wanted.step(),
            wanted.workers(),
            BackgroundJobs.hosts(wanted.hosts(), wanted.workers()));
    if (round.hosts().isEmpty()) {
      return;
    }
    if (run.former().isClosed() && run.knowsRest()) {
      rest(round);
      return;
    }
    begun.add(round);
    run.silence.ends("queue workers went on with the new release");
    run.former()
        .byLive(round.hosts())
        .forEach((live, hosts) -> {
          HostJob job = BackgroundJobs.restart(round.step(), round.workers(), orNull(live), null);
          new Steps(run).run(job, hosts, State.LIVE);
        });
  }

  /** A person keeps visitors out: whoever opens the doors starts the workers, in the new code. */
  private void rest(Round round) {
    run.former()
        .byLive(round.hosts())
        .forEach((live, hosts) -> {
          HostJob job = BackgroundJobs.stop(round.step() + REST, round.workers(), orNull(live));
          new Steps(run).run(job, hosts, State.LIVE);
        });
    run.board.say(Kind.STEP, "queue workers rest until the maintenance is off", null);
  }

  private List<String> back(int attempt) {
    List<String> problems = new ArrayList<>();
    for (Round round : begun.reversed()) {
      for (Map.Entry<String, List<Host>> group : run.former().byLive(round.hosts()).entrySet()) {
        HostJob job = back(round, orNull(group.getKey()));
        List<HostRow> rows = run.undoing().run(group.getValue(), job, attempt);
        run.board.settle(job.step(), rows, State.UNDONE);
        problems.addAll(HostRow.problems(job.step(), rows));
      }
    }
    return problems;
  }

  /** Where there was no release, there were no workers; behind closed doors they rest. */
  private HostJob back(Round round, @Nullable String former) {
    String step = round.step() + BACK;
    String release = run.change().release();
    return former == null || run.restsWithMaintenance()
        ? BackgroundJobs.stop(step, round.workers(), release)
        : BackgroundJobs.restart(step, round.workers(), release, former);
  }

  private static @Nullable String orNull(String live) {
    return live.isEmpty() ? null : live;
  }
}

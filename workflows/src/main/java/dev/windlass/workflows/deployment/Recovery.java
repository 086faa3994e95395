package dev.windlass.workflows.deployment;

import dev.windlass.workflows.background.BackgroundJobs;
import dev.windlass.workflows.deployment.DeploymentStatus.State;
import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.plan.Cron;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.QueueWorkers;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.plan.ReleaseSource.Left;
import dev.windlass.workflows.release.ReleaseCommands;
import dev.windlass.workflows.traffic.Split;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way back of runs that were ended from outside and could not go it themselves. Goes on after
 * an error and asks a person about what is left, as every way back does.
 */
final class Recovery {

  private final Run run;
  private final Ledger ledger;
  private final ReleaseSource.Recovered wanted;
  private final List<Host> hosts;

  Recovery(Run run, Ledger ledger, ReleaseSource.Recovered wanted) {
    this.run = run;
    this.ledger = ledger;
    this.wanted = wanted;
    this.hosts = run.plan.releaseHosts();
  }

  /**
   * Newest first: what runs is ended before anything is put back.
   *
   * @throws Stop when a person closes the run
   */
  void bring(WayBack wayBack) {
    run.board.enter(Phase.UNDOING, null);
    List<String> unfinished = unfinished();
    if (!unfinished.isEmpty()) {
      run.undo.add("unfinished " + String.join(" ", unfinished), at -> discard(unfinished, at));
    }
    if (live() != null && !run.plan.queueWorkers().isEmpty()) {
      run.undo.add("workers", this::workers);
    }
    Cron cron = run.plan.cronResting(Cron.Pause.MIGRATIONS);
    if (cron != null) {
      run.undo.add("cron", new CronRest(run, cron)::back);
    }
    run.undo.add("current", this::current);
    if (run.traffic.exists()) {
      run.undo.add("weights", at -> weights());
    }
    for (Left left : wanted.left()) {
      ReleaseSource.Artifact artifact = left.artifact();
      if (left.migrations() instanceof Migrations.Scripts scripts && artifact != null) {
        run.undo.add(
            "migration of " + left.number(),
            at -> new Migration(run).stopOf(left.deployment(), scripts, artifact));
      }
    }
    run.undo.add("work left running", at -> HostRow.problems("end", run.undoing().endOlder(hosts)));
    wayBack.undoUntilSettled();
    if (run.former().isClosed()) {
      run.board.say(Kind.STEP, "maintenance stays on, as it was found", null);
    }
    wanted.left().forEach(left -> ledger.closeLeft(left, releaseOf(left), live()));
  }

  private @Nullable String live() {
    return wanted.release().isEmpty() ? null : wanted.release();
  }

  /** Releases that those runs began and that are not to be live. */
  private List<String> unfinished() {
    return wanted.left().stream()
        .map(this::releaseOf)
        .filter(id -> !id.isEmpty() && !id.equals(wanted.release()))
        .toList();
  }

  /** By what is on disk: it may have ended before anything was there. */
  private String releaseOf(Left left) {
    return run.former().facts().values().stream()
        .flatMap(facts -> facts.releases().stream())
        .filter(left::made)
        .findFirst()
        .orElse("");
  }

  /** Also where the link is right already: the reload after it may be missing. */
  private List<String> current(int attempt) {
    List<HostRow> rows =
        run.undoing().run(hosts, ReleaseCommands.restore(run.plan, live()), attempt);
    List<String> problems = HostRow.problems("restore", rows);
    if (problems.isEmpty() && live() != null) {
      rows = run.undoing().prove(hosts, wanted.revision().isEmpty() ? null : run.plan.proof());
      problems = HostRow.problems("prove", rows);
    }
    run.board.settle("restore", rows, live() == null ? State.UNDONE : State.LIVE);
    return problems;
  }

  /** They may serve the unfinished release, or rest; behind closed doors they do. */
  private List<String> workers(int attempt) {
    List<QueueWorkers> workers = run.plan.queueWorkers();
    List<String> problems = new ArrayList<>();
    run.former()
        .byLive(BackgroundJobs.hosts(hosts, workers))
        .forEach((now, group) -> {
          String from = now.isEmpty() ? null : now;
          HostJob job =
              run.restsWithMaintenance()
                  ? BackgroundJobs.stop("workers-back", workers, from)
                  : BackgroundJobs.restart("workers-back", workers, from, live());
          problems.addAll(HostRow.problems(job.step(), run.undoing().run(group, job, attempt)));
        });
    return problems;
  }

  private List<String> weights() {
    run.traffic.shift(run.change(), Split.even(run.traffic.webHosts()));
    return List.of();
  }

  private List<String> discard(List<String> releases, int attempt) {
    List<HostRow> rows = run.undoing().run(hosts, ReleaseCommands.prune(releases), attempt);
    HostRow.warnings("discard", rows).forEach(one -> run.board.say(Kind.PROBLEM, one, null));
    return HostRow.problems("discard", rows);
  }
}

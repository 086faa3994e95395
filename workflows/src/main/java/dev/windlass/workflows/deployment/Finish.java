package dev.windlass.workflows.deployment;

import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.release.PruneDecider;
import dev.windlass.workflows.release.ReleaseCommands;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Clears away what is no longer needed, and says what is live and what is bad. */
final class Finish {

  private final Run run;

  Finish(Run run) {
    this.run = run;
  }

  /**
   * Old releases go, and old jobs; a host where that fails only costs disk space, so it is told and
   * no more.
   */
  void prune() {
    run.board.enter(Phase.FINISHING, null);
    Map<List<String>, List<Host>> groups = new LinkedHashMap<>();
    for (Host host : run.plan.releaseHosts()) {
      groups.computeIfAbsent(removable(host), ids -> new ArrayList<>()).add(host);
    }
    groups.forEach((ids, hosts) -> {
      if (!ids.isEmpty()) {
        List<HostRow> rows = run.forward().run(hosts, ReleaseCommands.prune(ids), 1);
        tell(HostRow.problems("prune", rows));
        tell(HostRow.warnings("prune", rows));
      }
    });
    pruneJobs();
  }

  private void pruneJobs() {
    List<Host> crowded =
        run.plan.hosts().stream()
            .filter(host -> PruneDecider.crowded(run.former().jobsOn(host)))
            .toList();
    if (!crowded.isEmpty()) {
      tell(HostRow.problems("prune jobs", run.forward().pruneJobs(crowded)));
    }
  }

  private void tell(List<String> problems) {
    problems.forEach(problem -> run.board.say(Kind.PROBLEM, problem, null));
  }

  private List<String> removable(Host host) {
    String release = run.change().release();
    List<String> onDisk = new ArrayList<>(run.former().releasesOn(host));
    onDisk.remove(release);
    onDisk.add(release);
    String former = run.former().liveOn(host);
    return PruneDecider.removable(
        onDisk,
        run.plan.layout().keep(),
        former == null ? List.of(release) : List.of(release, former));
  }

  /** Id of the release that is live after this outcome. */
  @Nullable String live(Outcome outcome) {
    if (outcome == Outcome.SUCCEEDED && run.plan.kind() == PlanKind.RECOVERY) {
      return run.change().release().isEmpty() ? null : run.change().release();
    }
    boolean published =
        outcome == Outcome.SUCCEEDED && !(run.plan.release() instanceof ReleaseSource.Nothing);
    return published ? run.change().release() : run.formerLive();
  }

  /** Id of the release that must not be a rollback's target, or null. */
  @Nullable String bad(Outcome outcome) {
    return switch (run.plan.release()) {
      case ReleaseSource.Existing existing ->
          outcome == Outcome.SUCCEEDED ? existing.replaces() : null;
      case ReleaseSource.Artifact artifact ->
          outcome == Outcome.SUCCEEDED || outcome == Outcome.REFUSED
              ? null
              : Objects.requireNonNull(run.change()).release();
      case ReleaseSource.Nothing nothing -> null;
      case ReleaseSource.Recovered recovered -> null;
    };
  }
}

package dev.windlass.api.plan;

import dev.windlass.workflows.fleet.HostFacts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import dev.windlass.workflows.inspection.InspectionWorkflow.SeenHost;
import dev.windlass.workflows.plan.ReleaseSource;
import java.util.List;
import java.util.Objects;

/** Chooses the release that is live on every host once an environment is recovered. */
final class RecoveryTarget {

  private RecoveryTarget() {}

  /** The target; a problem says why there can be none, and then the result is of no use. */
  static ReleaseSource.Recovered of(Aim.Recover recover, Facts facts, List<Problem> problems) {
    return recover.adopt()
        ? adopted(recover, facts, problems)
        : broughtBack(recover, facts, problems);
  }

  private static ReleaseSource.Recovered broughtBack(
      Aim.Recover recover, Facts facts, List<Problem> problems) {
    Aim.KnownRelease live = recover.live();
    if (live == null) {
      return new ReleaseSource.Recovered("", "", recover.left());
    }
    for (SeenHost host : facts.hosts()) {
      if (!host.facts().releases().contains(live.id())) {
        problems.add(
            new Problem(
                host.host(),
                "release " + live.id() + ", live by the ledger, is not on disk any more",
                "windlass recover … --adopt takes what is on the hosts"));
      }
    }
    return new ReleaseSource.Recovered(live.id(), live.revision(), recover.left());
  }

  private static ReleaseSource.Recovered adopted(
      Aim.Recover recover, Facts facts, List<Problem> problems) {
    List<String> found =
        facts.hosts().stream()
            .map(host -> Objects.requireNonNullElse(host.facts().live(), "nothing"))
            .distinct()
            .toList();
    if (found.size() != 1 || found.getFirst().equals("nothing")) {
      facts
          .hosts()
          .forEach(host ->
              problems.add(
                  new Problem(
                      host.host(),
                      "live is %s: only what every host has can be adopted"
                          .formatted(Objects.requireNonNullElse(host.facts().live(), "nothing")),
                      "without --adopt the ledger's live release comes back")));
      return new ReleaseSource.Recovered("", "", recover.left());
    }
    String revision =
        facts.hosts().stream()
            .map(SeenHost::facts)
            .map(HostFacts::liveRevision)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("");
    return new ReleaseSource.Recovered(found.getFirst(), revision, recover.left());
  }
}

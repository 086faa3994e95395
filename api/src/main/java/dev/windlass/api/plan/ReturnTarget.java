package dev.windlass.api.plan;

import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import dev.windlass.workflows.plan.Found;
import dev.windlass.workflows.plan.ReleaseSource;
import java.util.List;
import java.util.Optional;

/** Chooses the release that a rollback goes back to. */
final class ReturnTarget {

  private static final ReleaseSource.Existing NONE = new ReleaseSource.Existing("", "", "", null);

  private ReturnTarget() {}

  /** The target; when there is none, a problem says why and the result is of no use. */
  static ReleaseSource.Existing of(
      Aim.GoBack back, Facts facts, Found found, List<Problem> problems) {
    String live = found.live();
    if (live == null) {
      problems.add(
          new Problem("hosts", "no host has a live release: nothing to go back from", null));
      return NONE;
    }
    Optional<Aim.KnownRelease> target =
        back.to() == null ? newestGood(back, facts, live) : named(back, facts, live, problems);
    if (target.isEmpty()) {
      if (back.to() == null) {
        problems.add(
            new Problem(
                "releases",
                "no good release before " + live + " is on disk on every host",
                "windlass deploy: an older artifact as a new release"));
      }
      return NONE;
    }
    return new ReleaseSource.Existing(target.get().id(), target.get().revision(), live, null);
  }

  private static Optional<Aim.KnownRelease> newestGood(Aim.GoBack back, Facts facts, String live) {
    return back.releases().stream()
        .dropWhile(release -> !release.id().equals(live))
        .skip(1)
        .filter(Aim.KnownRelease::good)
        .filter(release -> without(facts, release.id()).isEmpty())
        .findFirst();
  }

  private static Optional<Aim.KnownRelease> named(
      Aim.GoBack back, Facts facts, String live, List<Problem> problems) {
    Optional<Aim.KnownRelease> target =
        back.releases().stream().filter(release -> release.id().equals(back.to())).findFirst();
    if (target.isEmpty()) {
      problems.add(
          new Problem(
              "--to " + back.to(),
              "no such release; known: " + known(back),
              "windlass status shows what is live"));
      return target;
    }
    String id = target.get().id();
    if (id.equals(live)) {
      problems.add(new Problem("--to " + id, "is live already", null));
    }
    if (!target.get().good()) {
      problems.add(
          new Problem("--to " + id, "was marked bad", "another release, known: " + known(back)));
    }
    without(facts, id)
        .forEach(host ->
            problems.add(
                new Problem(
                    host, "release " + id + " is not on disk any more", "another release")));
    return target;
  }

  private static List<String> without(Facts facts, String release) {
    return facts.hosts().stream()
        .filter(host -> !host.facts().releases().contains(release))
        .map(host -> host.host())
        .toList();
  }

  private static String known(Aim.GoBack back) {
    return String.join(
        ", ",
        back.releases().stream()
            .filter(Aim.KnownRelease::good)
            .map(Aim.KnownRelease::id)
            .limit(5)
            .toList());
  }
}

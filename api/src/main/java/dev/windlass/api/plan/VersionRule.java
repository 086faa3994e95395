package dev.windlass.api.plan;

import dev.windlass.api.specification.Release.Part;
import dev.windlass.api.specification.Release.Policy;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.Found;
import dev.windlass.workflows.plan.ReleaseSource;
import java.util.ArrayList;
import java.util.List;

/** Whether the version of a release says what it brings, compared with what is live. */
record VersionRule(Policy policy, String environment) {

  /**
   * Nothing is compared where the live release has no version, since it was before the rule. What
   * is live may come once more, unless it brings migrations now.
   */
  List<Problem> of(ReleaseSource.Artifact artifact, Found found) {
    ReleaseVersion version = ReleaseVersion.of(artifact.revision());
    if (version == null) {
      return List.of(
          problem(
              artifact.revision()
                  + ", which is no version; the file asks for one (release.version)",
              "7.6.0, or 7.6.0+broken-api where it breaks its API"));
    }
    ReleaseVersion live = ReleaseVersion.of(found.liveRevision());
    boolean migrates = !found.pending().isEmpty();
    if (live == null || (live.equals(version) && !migrates)) {
      return List.of();
    }
    Part part = part(version, migrates);
    ReleaseVersion least = live.next(part);
    return version.compareTo(least) >= 0
        ? List.of()
        : List.of(
            problem(
                "%s, but %s is live%s: the %s part must be raised"
                    .formatted(version, live, why(version, migrates), words(part)),
                least + (version.brokenApi() ? "+broken-api, or above" : ", or above")));
  }

  private Part part(ReleaseVersion version, boolean migrates) {
    Part part = Part.PATCH;
    if (migrates) {
      part = stricter(part, policy.migrations());
    }
    return version.brokenApi() ? stricter(part, policy.brokenApi()) : part;
  }

  private static Part stricter(Part one, Part other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static String why(ReleaseVersion version, boolean migrates) {
    List<String> reasons = new ArrayList<>();
    if (migrates) {
      reasons.add(" and the release brings migrations");
    }
    if (version.brokenApi()) {
      reasons.add(" and the release breaks its API");
    }
    return String.join("", reasons);
  }

  private static String words(Part part) {
    return switch (part) {
      case MAJOR -> "first (major)";
      case MINOR -> "second (minor)";
      case PATCH -> "last (patch)";
    };
  }

  private Problem problem(String what, String version) {
    return new Problem(
        "release",
        what,
        "windlass plan %s --artifact <file> --revision <version>, with %s"
            .formatted(environment, version));
  }
}

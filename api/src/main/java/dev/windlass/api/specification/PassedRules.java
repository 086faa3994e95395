package dev.windlass.api.specification;

import java.time.Duration;
import java.util.List;

/** Who must have passed a release first is another environment of the file. */
final class PassedRules {

  private PassedRules() {}

  static void judge(List<Site> sites) {
    for (Site site : sites) {
      if (site.sound("passed")) {
        site.environment().passed().forEach((name, within) -> judge(site, name, within, sites));
      }
    }
  }

  private static void judge(Site site, String name, Duration within, List<Site> sites) {
    List<String> others =
        sites.stream().map(Site::name).filter(other -> !other.equals(site.name())).toList();
    if (!others.contains(name)) {
      site.problem(
          name.equals(site.name())
              ? "an environment that waits for itself"
              : "no environment of this file",
          others.isEmpty() ? "nothing: there is no other" : String.join(" or ", others),
          "passed",
          name);
    } else if (within.isZero()) {
      site.problem("0s, in which nothing can pass", "a time above 0s, e.g. 7d", "passed", name);
    }
  }
}

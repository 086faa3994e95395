package dev.windlass.api.specification;

import java.time.Duration;

/** A watch needs time, a pace, and something that could alarm. */
final class WatchRules {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private WatchRules() {}

  static void judge(Site site) {
    if (site.sound("watch")
        && site.environment().watch() instanceof Watch.Declared declared
        && declared.lasts().isZero()) {
      site.problem("0s, which watches nothing", "a time above 0s", "watch", "lasts");
    }
    if (site.sound("standingWatch")
        && site.environment().standingWatch() instanceof StandingWatch.Every standing) {
      standing(site, standing);
    }
  }

  private static void standing(Site site, StandingWatch.Every standing) {
    if (standing.every().compareTo(SHORTEST) < 0) {
      site.problem("less than a second", "1s or more, e.g. 30s", "standingWatch", "every");
    }
    if (site.sound("checks")
        && site.environment().checks().values().stream()
            .allMatch(check -> check.rule().severity() == Check.Severity.WARN)) {
      site.problem(
          "a standing watch, but no check that could alarm",
          "checks, at least one of severity fail",
          "standingWatch");
    }
  }

  /** Whether checks go on for a while, or for ever, after a release went live. */
  static boolean goesOn(Environment environment) {
    return !environment.watch().lasts().isZero()
        || environment.standingWatch() instanceof StandingWatch.Every;
  }
}

package dev.windlass.api.plan;

import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.StandingWatch;
import org.jspecify.annotations.Nullable;

/** The words of a plan for checks that go on once a release is live everywhere. */
final class WatchText {

  private WatchText() {}

  /** Of the watch that is part of the run. */
  static String watch(DeploymentPlan plan) {
    return plan.alarmsOnly()
        ? "the checks go on; one that fails is told, and takes nothing back"
        : "the checks go on";
  }

  /** Of the one that outlives it, or null where there is none. */
  static @Nullable String standing(DeploymentPlan plan) {
    StandingWatch standing = plan.standingWatch();
    return standing == null
        ? null
        : "the checks go on every "
            + Spans.text(standing.every())
            + " and tell when one fails; silent during maintenance and changes";
  }
}

package dev.windlass.api.plan;

import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Passed;
import java.util.List;
import java.util.Objects;

/** Which environments a plan's artifact comes through. */
final class PassedText {

  private PassedText() {}

  /** A line for each. */
  static void steps(DeploymentPlan plan, Page page) {
    for (Passed passed : Objects.requireNonNullElse(plan.passed(), List.<Passed>of())) {
      page.step(
          "passed",
          passed.environment(),
          "this very artifact, in the last %s; looked at again when it begins"
              .formatted(Spans.text(passed.within())));
    }
  }
}

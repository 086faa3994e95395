package dev.windlass.workflows.deployment;

import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.plan.StrategyPlan;

/** How hosts and traffic come to the release. */
interface Strategy {

  /**
   * Ends with the release on every host and even weights.
   *
   * @throws Stop when something speaks against it
   */
  void publish();

  /**
   * A ramp needs something to ramp from: without a live release, and for a way back, there is none.
   */
  static Strategy of(Run run, People people) {
    boolean ramps = run.plan.kind() == PlanKind.DEPLOYMENT && run.former().live() != null;
    return ramps && run.plan.strategy() instanceof StrategyPlan.Canary canary
        ? new CanaryStrategy(run, people, canary)
        : new AtomicStrategy(run);
  }
}

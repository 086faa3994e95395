package dev.windlass.api.plan;

import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.JoiningRule;
import dev.windlass.api.specification.Strategy;
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.ramp.RampStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Decides which hosts join the canary before which step. */
final class CanaryPlan {

  private CanaryPlan() {}

  static StrategyPlan of(Environment environment) {
    return switch (environment.strategy()) {
      case Strategy.Atomic _ -> new StrategyPlan.Atomic();
      case Strategy.StandardByDefault _ ->
          new StrategyPlan.Standard(StrategyPlan.OnFailure.RESTORE, Duration.ZERO);
      case Strategy.Standard standard ->
          new StrategyPlan.Standard(
              StrategyPlan.OnFailure.valueOf(standard.onFailure().name()), standard.settle());
      case Strategy.Canary canary -> ramp(environment, canary);
    };
  }

  /** The reader has made sure that every weight can be carried. */
  private static StrategyPlan ramp(Environment environment, Strategy.Canary canary) {
    List<String> first = canary.hosts().expanded();
    List<String> web = environment.hosts(Environment.WEB);
    List<String> waiting = new ArrayList<>(web);
    waiting.removeAll(first);
    JoiningRule rule = new JoiningRule(web.size(), canary.maxLoad());
    List<RampStep> steps = new ArrayList<>();
    for (Strategy.RampStep step : canary.ramp()) {
      int present = web.size() - waiting.size();
      int needed = rule.canaries(step.weight(), present).orElseThrow();
      List<String> join = List.copyOf(waiting.subList(0, needed - present));
      waiting.removeAll(join);
      steps.add(new RampStep(step.weight(), step.bake(), step.gate(), join));
    }
    List<String> rest =
        environment.allHosts().stream().filter(host -> !web.contains(host)).toList();
    return new StrategyPlan.Canary(first, steps, rest);
  }
}

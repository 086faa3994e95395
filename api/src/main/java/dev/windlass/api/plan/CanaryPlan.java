package dev.windlass.api.plan;

import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Strategy;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.ramp.RampStep;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Decides which hosts join the canary before which step. */
final class CanaryPlan {

  private CanaryPlan() {}

  static StrategyPlan of(Environment environment, List<Problem> problems) {
    return switch (environment.strategy()) {
      case Strategy.Atomic _ -> new StrategyPlan.Atomic();
      case Strategy.Canary canary -> ramp(environment, canary, problems);
    };
  }

  private static StrategyPlan ramp(
      Environment environment, Strategy.Canary canary, List<Problem> problems) {
    List<String> first = canary.hosts().expanded();
    List<String> waiting = new ArrayList<>(environment.hosts(Environment.WEB));
    waiting.removeAll(first);
    int web = first.size() + waiting.size();
    JoiningRule rule = new JoiningRule(web, canary.maxLoad());
    List<RampStep> steps = new ArrayList<>();
    int canaries = first.size();
    for (int i = 0; i < canary.ramp().size(); i++) {
      Strategy.RampStep step = canary.ramp().get(i);
      OptionalInt needed = rule.canaries(step.weight(), canaries);
      if (needed.isEmpty() || !rule.stableCarries(step.weight(), needed.getAsInt())) {
        problems.add(overload(i, step.weight(), rule, needed, web));
        continue;
      }
      List<String> join = List.copyOf(waiting.subList(0, needed.getAsInt() - canaries));
      waiting.removeAll(join);
      canaries = needed.getAsInt();
      steps.add(new RampStep(step.weight(), step.bake(), step.gate(), join));
    }
    List<String> rest =
        environment.allHosts().stream()
            .filter(host -> !environment.hosts(Environment.WEB).contains(host))
            .toList();
    return new StrategyPlan.Canary(first, steps, rest);
  }

  private static Problem overload(
      int step, int weight, JoiningRule rule, OptionalInt needed, int web) {
    String where = "strategy.canary.ramp[" + step + "].weight";
    if (needed.isEmpty()) {
      return new Problem(
          where,
          "%d %% needs all %d web hosts as canaries, which leaves none for the other %d %%"
              .formatted(weight, web, 100 - weight),
          "more web hosts, a smaller weight, or a larger maxLoad");
    }
    return new Problem(
        where,
        "at %d %% with %d of %d canaries each other host carries %s times its usual share"
            .formatted(
                weight,
                needed.getAsInt(),
                web,
                rule.stableLoad(weight, needed.getAsInt()).toPlainString()),
        "fewer first canaries, more web hosts, or a maxLoad of that number");
  }
}

package dev.windlass.api.plan;

import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.JoiningRule;
import dev.windlass.api.specification.QueueWorkers;
import dev.windlass.api.specification.Strategy;
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.ramp.RampStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
    List<String> early = early(environment, web);
    List<String> rest =
        environment.allHosts().stream()
            .filter(host -> !web.contains(host) && !early.contains(host))
            .toList();
    return new StrategyPlan.Canary(
        Stream.concat(first.stream(), early.stream()).toList(), steps, rest);
  }

  /** Hosts without traffic that run queue workers which go with the canary. */
  private static List<String> early(Environment environment, List<String> web) {
    return environment.workers().values().stream()
        .filter(QueueWorkers.Kept.class::isInstance)
        .map(workers -> ((QueueWorkers.Kept) workers).terms())
        .filter(terms -> terms.publish() == QueueWorkers.Publish.FIRST)
        .flatMap(terms -> terms.roles().stream())
        .flatMap(role -> environment.hosts(role).stream())
        .filter(host -> !web.contains(host))
        .distinct()
        .toList();
  }
}

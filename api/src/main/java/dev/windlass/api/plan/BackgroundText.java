package dev.windlass.api.plan;

import dev.windlass.workflows.background.BackgroundJobs;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.QueueWorkers;
import dev.windlass.workflows.plan.QueueWorkers.Moment;
import dev.windlass.workflows.plan.StrategyPlan;
import java.util.List;

/** What a plan says of queue workers. */
final class BackgroundText {

  private BackgroundText() {}

  /** Those that change with the canary, or those that change when every host has the release. */
  static List<QueueWorkers> at(Moment moment, DeploymentPlan plan) {
    boolean atOnce = !(plan.strategy() instanceof StrategyPlan.Canary);
    return plan.queueWorkers().stream()
        .filter(one -> atOnce ? moment == Moment.LAST : one.publish() == moment)
        .toList();
  }

  /** Names of the hosts that run them. */
  static List<String> hosts(QueueWorkers workers, DeploymentPlan plan) {
    return BackgroundJobs.hosts(plan.releaseHosts(), List.of(workers)).stream()
        .map(Host::name)
        .toList();
  }

  /** How they change. */
  static String change(QueueWorkers workers) {
    if (workers.keeper() instanceof QueueWorkers.Commands(String stop, _, String pids)
        && pids == null) {
      return workers.name() + ": " + stop + ", not proved";
    }
    return "%s: %s, drain up to %s, then %s; proved by start time"
        .formatted(
            workers.name(),
            keeper(workers.keeper()),
            Spans.text(workers.drain()),
            workers.late() == QueueWorkers.Late.KILL ? "kill" : "fail");
  }

  private static String keeper(QueueWorkers.Keeper keeper) {
    return switch (keeper) {
      case QueueWorkers.Supervisor(String program) -> "supervisor " + program;
      case QueueWorkers.Service(String unit) -> "service " + unit;
      case QueueWorkers.Commands(String stop, _, _) -> stop;
    };
  }
}

package dev.windlass.api.plan;

import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.QueueWorkers.Kept;
import dev.windlass.workflows.plan.Background;
import dev.windlass.workflows.plan.Cron;
import dev.windlass.workflows.plan.QueueWorkers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queue workers and timed jobs of an environment in the words of a plan. */
final class BackgroundParts {

  private final Environment environment;

  BackgroundParts(Environment environment) {
    this.environment = environment;
  }

  @Nullable Background background() {
    List<QueueWorkers> workers =
        environment.workers().entrySet().stream()
            .filter(entry -> entry.getValue() instanceof Kept)
            .map(entry -> workers(entry.getKey(), (Kept) entry.getValue()))
            .toList();
    Cron cron = cron();
    return workers.isEmpty() && cron == null ? null : new Background(workers, cron);
  }

  private static QueueWorkers workers(String name, Kept workers) {
    dev.windlass.api.specification.QueueWorkers.Terms terms = workers.terms();
    return new QueueWorkers(
        name,
        keeper(workers),
        terms.as(),
        terms.roles(),
        terms.drain(),
        QueueWorkers.Late.valueOf(terms.late().name()),
        QueueWorkers.Moment.valueOf(terms.publish().name()));
  }

  private static QueueWorkers.Keeper keeper(Kept workers) {
    return switch (workers) {
      case dev.windlass.api.specification.QueueWorkers.Supervisor kept ->
          new QueueWorkers.Supervisor(kept.supervisor());
      case dev.windlass.api.specification.QueueWorkers.Service kept ->
          new QueueWorkers.Service(kept.service());
      case dev.windlass.api.specification.QueueWorkers.Commands kept ->
          new QueueWorkers.Commands(kept.stop(), kept.start(), kept.pids());
    };
  }

  private @Nullable Cron cron() {
    var cron = environment.cron();
    return cron == null
        ? null
        : new Cron(
            cron.host(),
            cron.file(),
            cron.as(),
            cron.pause().stream().map(pause -> Cron.Pause.valueOf(pause.name())).toList());
  }
}

package dev.windlass.api.plan;

import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Watch;
import dev.windlass.workflows.maintenance.Maintenance;
import dev.windlass.workflows.plan.StandingWatch;
import dev.windlass.workflows.plan.Watching;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes on looking once a release is live, in the words of a plan. */
final class WatchParts {

  private final Environment environment;

  WatchParts(Environment environment) {
    this.environment = environment;
  }

  /** Null where a failing check takes the release back and nothing looks afterwards. */
  @Nullable Watching watching() {
    boolean alarms = environment.watch().onFailure() == Watch.OnFailure.ALARM;
    StandingWatch standing = standing();
    return alarms || standing != null
        ? new Watching(alarms ? Watching.OnFailure.ALARM : Watching.OnFailure.ROLLBACK, standing)
        : null;
  }

  private @Nullable StandingWatch standing() {
    Maintenance maintenance = new MaintenanceParts(environment, List.of()).maintenance();
    return switch (environment.standingWatch()) {
      case null -> null;
      case dev.windlass.api.specification.StandingWatch.Skip _ -> null;
      case dev.windlass.api.specification.StandingWatch.Every standing ->
          new StandingWatch(standing.every(), maintenance == null ? null : maintenance.seen());
    };
  }
}

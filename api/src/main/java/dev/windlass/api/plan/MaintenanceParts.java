package dev.windlass.api.plan;

import dev.windlass.api.specification.Environment;
import dev.windlass.workflows.maintenance.Bypass;
import dev.windlass.workflows.maintenance.Maintenance;
import dev.windlass.workflows.maintenance.MaintenanceBy;
import dev.windlass.workflows.plan.HostCommand;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What closes an application, in the words of a plan. */
final class MaintenanceParts {

  private final Environment environment;
  private final List<Bypass> bypass;

  /**
   * @param bypass people who get through
   */
  MaintenanceParts(Environment environment, List<Bypass> bypass) {
    this.environment = environment;
    this.bypass = bypass;
  }

  @Nullable Maintenance maintenance() {
    dev.windlass.api.specification.Maintenance maintenance = environment.maintenance();
    return maintenance == null
        ? null
        : new Maintenance(
            by(maintenance.by()),
            maintenance.message(),
            maintenance.retryAfter(),
            maintenance.allow(),
            bypass,
            tasks("pause", maintenance.pause()),
            tasks("resume", maintenance.resume()),
            limit(maintenance.limit()),
            Maintenance.AfterLimit.valueOf(maintenance.afterLimit().name()));
  }

  /** With what the person says in place of the file's. */
  @Nullable Maintenance maintenance(Aim.Maintain said) {
    Maintenance file = maintenance();
    return file == null
        ? null
        : new Maintenance(
            file.by(),
            Objects.requireNonNullElse(said.message(), file.message()),
            file.retryAfter(),
            file.allow(),
            file.bypass(),
            file.pause(),
            file.resume(),
            said.limit() == null ? file.limit() : limit(said.limit()),
            file.afterLimit());
  }

  private static @Nullable Duration limit(Duration said) {
    return said.isZero() ? null : said;
  }

  private static MaintenanceBy by(dev.windlass.api.specification.Maintenance.By by) {
    return switch (by) {
      case dev.windlass.api.specification.Maintenance.Balancer _ -> new MaintenanceBy.Balancer();
      case dev.windlass.api.specification.Maintenance.LockFile file ->
          new MaintenanceBy.LockFile(file.file(), file.roles());
      case dev.windlass.api.specification.Maintenance.Command command ->
          new MaintenanceBy.Command(
              new HostCommand("maintenance on", command.on(), command.as(), command.roles()),
              new HostCommand("maintenance off", command.off(), command.as(), command.roles()),
              command.seen());
    };
  }

  private static List<HostCommand> tasks(
      String name, List<dev.windlass.api.specification.Maintenance.Task> tasks) {
    return tasks.stream()
        .map(task -> new HostCommand(name, task.command(), task.as(), task.roles()))
        .toList();
  }
}

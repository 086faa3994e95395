package dev.windlass.api.plan;

import dev.windlass.workflows.maintenance.Bypass;
import dev.windlass.workflows.maintenance.Maintenance;
import dev.windlass.workflows.maintenance.MaintenanceBy;
import dev.windlass.workflows.plan.Cron;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.HostCommand;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.plan.StrategyPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The words of a plan for a closed application. */
final class MaintenanceText {

  private MaintenanceText() {}

  /** Whether the plan's release goes live behind closed doors. */
  static boolean closes(DeploymentPlan plan) {
    return plan.kind() == PlanKind.DEPLOYMENT
        && plan.strategy() instanceof StrategyPlan.Standard
        && plan.found().live() != null;
  }

  static String closing(DeploymentPlan plan) {
    Maintenance maintenance = Objects.requireNonNull(plan.maintenance());
    return by(maintenance, MaintenanceBy.Command::on)
        + "; retry after "
        + Spans.text(maintenance.retryAfter())
        + (maintenance.pause().isEmpty() ? "" : "; pause by command")
        + resting(plan).map(what -> "; " + what + " rest").orElse("")
        + (maintenance.bypass().isEmpty()
            ? ""
            : "; links of "
                + String.join(", ", maintenance.bypass().stream().map(Bypass::name).toList()));
  }

  /** What rests behind closed doors. */
  private static Optional<String> resting(DeploymentPlan plan) {
    List<String> what = new ArrayList<>();
    if (!plan.queueWorkers().isEmpty()) {
      what.add("queue workers");
    }
    if (plan.cronResting(Cron.Pause.MAINTENANCE) != null) {
      what.add("timed jobs");
    }
    return what.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", what));
  }

  static String timer(Maintenance maintenance) {
    if (maintenance.limit() == null) {
      return "none: it stays on until a person ends it";
    }
    return "after "
        + Spans.text(maintenance.limit())
        + switch (maintenance.afterLimit()) {
          case OFF -> " it is opened";
          case KEEP -> " it stays closed, and the status says so";
        };
  }

  static String opening(DeploymentPlan plan) {
    Maintenance maintenance = Objects.requireNonNull(plan.maintenance());
    return resting(plan).map(what -> what + " go on; ").orElse("")
        + (maintenance.resume().isEmpty() ? "" : "resume by command; ")
        + by(maintenance, MaintenanceBy.Command::off);
  }

  private static String by(
      Maintenance maintenance, Function<MaintenanceBy.Command, HostCommand> which) {
    return switch (maintenance.by()) {
      case MaintenanceBy.Balancer _ -> "by the balancer";
      case MaintenanceBy.LockFile file -> "by the file " + file.path();
      case MaintenanceBy.Command command -> which.apply(command).line();
    };
  }
}

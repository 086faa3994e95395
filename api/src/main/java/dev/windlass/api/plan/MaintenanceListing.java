package dev.windlass.api.plan;

import dev.windlass.workflows.background.BackgroundJobs;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.maintenance.Maintenance;
import dev.windlass.workflows.maintenance.MaintenanceCommands;
import dev.windlass.workflows.plan.Cron;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.plan.QueueWorkers;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What a listing says of doors that close and open, and of what rests behind them. */
final class MaintenanceListing {

  private final DeploymentPlan plan;
  private final ListingPage page;

  MaintenanceListing(DeploymentPlan plan, ListingPage page) {
    this.plan = plan;
    this.page = page;
  }

  void close() {
    page.job(MaintenanceCommands.close(MaintenanceCommands.ON, maintenance()), plan.releaseHosts());
    workers(BackgroundJobs.stop("workers rest", plan.queueWorkers(), plan.found().live()));
    cron(cron -> BackgroundJobs.pause("cron rests behind closed doors", cron));
  }

  void open() {
    if (plan.kind() == PlanKind.MAINTENANCE_OFF) {
      workers(BackgroundJobs.start("workers again", plan.queueWorkers()));
    }
    cron(cron -> BackgroundJobs.resume("cron again", cron));
    page.job(MaintenanceCommands.open(MaintenanceCommands.OFF, maintenance()), plan.releaseHosts());
  }

  private void workers(HostJob job) {
    List<QueueWorkers> workers = plan.queueWorkers();
    page.job(job, BackgroundJobs.hosts(plan.releaseHosts(), workers));
  }

  private void cron(Function<Cron, HostJob> job) {
    Cron cron = plan.cronResting(Cron.Pause.MAINTENANCE);
    if (cron != null) {
      page.job(job.apply(cron), page.named(List.of(cron.host())));
    }
  }

  private Maintenance maintenance() {
    return Objects.requireNonNull(plan.maintenance(), "the compiler has made sure");
  }
}

package dev.windlass.api.timetable;

import dev.windlass.api.plan.BackupPlans;
import dev.windlass.api.plan.DrillPlans;
import dev.windlass.api.specification.Backups;
import dev.windlass.api.specification.Cadence;
import dev.windlass.api.specification.Drills;
import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Specification;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.ScheduledBackupWorkflow;
import dev.windlass.workflows.backup.ScheduledBackupWorkflow.ScheduledRequest;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.drill.DrillPlan;
import dev.windlass.workflows.drill.DrillWorkflow.Pick;
import dev.windlass.workflows.drill.ScheduledDrillWorkflow;
import dev.windlass.workflows.drill.ScheduledDrillWorkflow.DrillHour;
import dev.windlass.workflows.schedule.Overlap;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an environment's file says of when, in the words of Temporal. */
final class ScheduleCompiler {

  private final Specification file;
  private final String name;
  private final @Nullable Environment environment;

  /**
   * @param name of an environment, which the file need not have
   */
  ScheduleCompiler(Specification file, String name) {
    this.file = file;
    this.name = name;
    this.environment = file.environments().get(name);
  }

  /**
   * Temporal's schedule; empty where the file declares none.
   *
   * @param all every application's file, whose databases a drill must keep away from
   */
  Optional<Schedule> compile(Recurring what, List<Specification> all) {
    Backups.Schedule said = what.schedule(environment);
    if (environment == null || said == null) {
      return Optional.empty();
    }
    Backups.Schedule.Told told = told(said);
    Overlap overlap = told.overlap() == Backups.Overlap.WAIT ? Overlap.WAIT : Overlap.SKIP;
    BackupPlans plans = new BackupPlans(file, name);
    return switch (what) {
      case DATABASE_BACKUPS -> plans.database().map(plan -> schedule(told, backup(plan, overlap)));
      case FILES_BACKUPS -> plans.files().map(plan -> schedule(told, backup(plan, overlap)));
      case DRILLS ->
          new DrillPlans(file, name).plan(all).map(plan -> schedule(told, drill(plan, overlap)));
    };
  }

  private static Backups.Schedule.Told told(Backups.Schedule schedule) {
    return switch (schedule) {
      case Backups.Schedule.Told told -> told;
      case Backups.Schedule.Plain(String at) ->
          new Backups.Schedule.Told(at, Duration.ZERO, Backups.Overlap.SKIP, Duration.ofHours(1));
    };
  }

  private Schedule schedule(Backups.Schedule.Told told, ScheduleActionStartWorkflow action) {
    return Schedule.newBuilder()
        .setAction(action)
        .setSpec(
            ScheduleSpec.newBuilder()
                .setCronExpressions(List.of(Cadence.cron(told.at())))
                .setTimeZoneName(backups().zone())
                .setJitter(told.jitter())
                .build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(
                    told.overlap() == Backups.Overlap.WAIT
                        ? ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE
                        : ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                .setCatchupWindow(told.catchUp())
                .build())
        .build();
  }

  private ScheduleActionStartWorkflow backup(BackupPlan plan, Overlap overlap) {
    String kind = plan.source().kind();
    return ScheduleActionStartWorkflow.newBuilder()
        .setWorkflowType(ScheduledBackupWorkflow.class)
        .setArguments(new ScheduledRequest(plan, overlap))
        .setOptions(
            options(
                WorkflowIds.scheduledBackup(file.application(), name, kind),
                "backup of the " + kind + " by its schedule",
                "in " + plan.stores().getFirst()))
        .build();
  }

  private ScheduleActionStartWorkflow drill(DrillPlan plan, Overlap overlap) {
    Drills drills = Objects.requireNonNull(file.environment(name).drills());
    Pick pick = drills.pick() == Drills.Pick.RANDOM ? Pick.RANDOM : Pick.LATEST;
    return ScheduleActionStartWorkflow.newBuilder()
        .setWorkflowType(ScheduledDrillWorkflow.class)
        .setArguments(new DrillHour(plan, pick, overlap))
        .setOptions(
            options(
                WorkflowIds.scheduledDrill(file.application(), name),
                "drill by its schedule",
                "from " + plan.offsite()))
        .build();
  }

  private static WorkflowOptions options(String id, String summary, String details) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(id)
        .setTaskQueue(TaskQueues.CENTRAL)
        // Both or neither: with one of them the SDK cannot read a schedule again.
        .setStaticSummary(summary)
        .setStaticDetails(details)
        .build();
  }

  private Backups backups() {
    return Objects.requireNonNull(file.environment(name).backups());
  }
}

package dev.windlass.api.backup;

import dev.windlass.api.backup.BackupDoor.Kind;
import dev.windlass.api.engine.NoAnswerException;
import dev.windlass.api.engine.NoSchedulesException;
import dev.windlass.api.engine.Runs;
import dev.windlass.api.engine.Schedules;
import dev.windlass.api.plan.BackupPlans;
import dev.windlass.api.specification.Backups;
import dev.windlass.api.specification.Cadence;
import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Specification;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.FreshnessWorkflow.Limit;
import dev.windlass.workflows.backup.FreshnessWorkflow.Vigil;
import dev.windlass.workflows.backup.ScheduledBackupWorkflow;
import dev.windlass.workflows.backup.ScheduledBackupWorkflow.ScheduledRequest;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.schedule.Overlap;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings what happens by itself to what a file says: backups at their hours, and an alarm where
 * none comes. Doing it again changes nothing.
 */
@Component
public final class Timetable {

  private final Schedules schedules;
  private final Runs runs;

  public Timetable(Schedules schedules, Runs runs) {
    this.schedules = schedules;
    this.runs = runs;
  }

  /**
   * Schedules and alarms of every environment, also of those that are in the file no more.
   *
   * @param before what the file said until now, or null
   * @return what could not be brought about, for people; empty where all could
   */
  public List<String> bring(@Nullable Specification before, Specification file) {
    Set<String> names = new LinkedHashSet<>(file.environments().keySet());
    if (before != null) {
      names.addAll(before.environments().keySet());
    }
    List<String> remarks = new ArrayList<>();
    for (String name : names) {
      for (Kind kind : Kind.values()) {
        remark(name, remarks, () -> schedule(file, name, kind));
      }
      remark(name, remarks, () -> watch(file, name));
    }
    return remarks;
  }

  private static void remark(String environment, List<String> remarks, Runnable work) {
    try {
      work.run();
    } catch (NoSchedulesException none) {
      remarks.add(
          "%s: %s, so nothing takes its backups by itself; windlass backup %s does, also from a timer of yours, or: windlass up --engine temporal"
              .formatted(environment, none.getMessage(), environment));
    } catch (NoAnswerException
        | ScheduleException
        | WorkflowException
        | StatusRuntimeException failed) {
      remarks.add(
          "%s: schedules and alarms of its backups are as they were: %s; next: windlass apply"
              .formatted(environment, failed.getMessage()));
    }
  }

  private void schedule(Specification file, String environment, Kind kind) {
    String id = WorkflowIds.backup(file.application(), environment, kind.key());
    Optional<Declared> declared = declared(file, environment, kind);
    if (declared.isPresent()) {
      schedules.set(id, schedule(declared.get()));
    } else {
      schedules.remove(id);
    }
  }

  private record Declared(BackupPlan plan, Backups.Schedule schedule) {}

  private static Optional<Declared> declared(Specification file, String environment, Kind kind) {
    Backups.Schedule schedule = schedule(file.environments().get(environment), kind);
    return schedule == null
        ? Optional.empty()
        : plan(new BackupPlans(file, environment), kind).map(plan -> new Declared(plan, schedule));
  }

  static Optional<BackupPlan> plan(BackupPlans plans, Kind kind) {
    return switch (kind) {
      case DATABASE -> plans.database();
      case FILES -> plans.files();
    };
  }

  /** What the file says of when, or null. */
  static Backups.@Nullable Schedule schedule(@Nullable Environment environment, Kind kind) {
    Backups backups = environment == null ? null : environment.backups();
    if (backups == null) {
      return null;
    }
    return switch (kind) {
      case DATABASE -> backups.database() == null ? null : backups.database().schedule();
      case FILES -> backups.files() == null ? null : backups.files().schedule();
    };
  }

  private static Schedule schedule(Declared declared) {
    BackupPlan plan = declared.plan();
    String kind = plan.source().kind();
    Backups.Schedule.Told told = told(declared.schedule());
    boolean waits = told.overlap() == Backups.Overlap.WAIT;
    return Schedule.newBuilder()
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(ScheduledBackupWorkflow.class)
                .setArguments(new ScheduledRequest(plan, waits ? Overlap.WAIT : Overlap.SKIP))
                .setOptions(
                    WorkflowOptions.newBuilder()
                        .setWorkflowId(
                            WorkflowIds.scheduledBackup(
                                plan.application(), plan.environment(), kind))
                        .setTaskQueue(TaskQueues.CENTRAL)
                        // Both or neither: with one of them the SDK cannot read a schedule again.
                        .setStaticSummary("backup of the " + kind + " by its schedule")
                        .setStaticDetails("in " + plan.stores().getFirst())
                        .build())
                .build())
        .setSpec(
            ScheduleSpec.newBuilder()
                .setCronExpressions(List.of(Cadence.cron(told.at())))
                .setTimeZoneName(plan.zone())
                .setJitter(told.jitter())
                .build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(
                    waits
                        ? ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE
                        : ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                .setCatchupWindow(told.catchUp())
                .build())
        .build();
  }

  private static Backups.Schedule.Told told(Backups.Schedule schedule) {
    return switch (schedule) {
      case Backups.Schedule.Told told -> told;
      case Backups.Schedule.Plain(String at) ->
          new Backups.Schedule.Told(at, Duration.ZERO, Backups.Overlap.SKIP, Duration.ofHours(1));
    };
  }

  private void watch(Specification file, String environment) {
    List<Limit> limits = limits(file.environments().get(environment));
    if (limits.isEmpty()) {
      runs.endFreshness(file.application(), environment);
    } else {
      runs.watchFreshness(new Vigil(file.application(), environment, limits));
    }
  }

  private static List<Limit> limits(@Nullable Environment environment) {
    List<Limit> limits = new ArrayList<>();
    Backups backups = environment == null ? null : environment.backups();
    Instant now = Instant.now();
    if (backups != null && backups.database() != null && backups.database().alarm() != null) {
      limits.add(new Limit(Kind.DATABASE.key(), backups.database().alarm(), now));
    }
    if (backups != null && backups.files() != null && backups.files().alarm() != null) {
      limits.add(new Limit(Kind.FILES.key(), backups.files().alarm(), now));
    }
    return limits;
  }
}

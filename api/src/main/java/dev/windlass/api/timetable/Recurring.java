package dev.windlass.api.timetable;

import dev.windlass.api.plan.BackupPlans;
import dev.windlass.api.specification.Backups;
import dev.windlass.api.specification.Drills;
import dev.windlass.api.specification.Environment;
import dev.windlass.workflows.backup.FreshnessWorkflow.Limit;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.contract.WorkflowIds;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a file may have happen by itself. */
public enum Recurring {
  DATABASE_BACKUPS("database"),
  FILES_BACKUPS("files"),
  DRILLS(Limit.DRILL);

  private final String kind;

  Recurring(String kind) {
    this.kind = kind;
  }

  /** One word for it, on the wire and for people. */
  String kind() {
    return kind;
  }

  /** Of its schedule in Temporal: the same as the lock of what it starts. */
  String id(String application, String environment) {
    return this == DRILLS
        ? WorkflowIds.drill(application, environment)
        : WorkflowIds.backup(application, environment, kind);
  }

  /** What the file says of when, or null. */
  Backups.@Nullable Schedule schedule(@Nullable Environment environment) {
    Declared declared = declared(environment);
    return declared == null ? null : declared.schedule();
  }

  /** Longest time without one, or null. */
  @Nullable Duration alarm(@Nullable Environment environment) {
    Declared declared = declared(environment);
    return declared == null ? null : declared.alarm();
  }

  /** Addresses of the stores that must each get one; null where none is stored. */
  @Nullable List<String> stores(@Nullable Environment environment) {
    Backups backups = environment == null ? null : environment.backups();
    return this == DRILLS || backups == null
        ? null
        : backups.stores().stream().map(BackupPlans::place).map(StorePlace::address).toList();
  }

  private record Declared(Backups.@Nullable Schedule schedule, @Nullable Duration alarm) {}

  private @Nullable Declared declared(@Nullable Environment environment) {
    Backups backups = environment == null ? null : environment.backups();
    if (environment == null || backups == null) {
      return null;
    }
    return switch (this) {
      case DATABASE_BACKUPS -> {
        Backups.Data data = backups.database();
        yield data == null ? null : new Declared(data.schedule(), data.alarm());
      }
      case FILES_BACKUPS -> {
        Backups.Files files = backups.files();
        yield files == null ? null : new Declared(files.schedule(), files.alarm());
      }
      case DRILLS -> {
        Drills drills = environment.drills();
        yield drills == null ? null : new Declared(drills.schedule(), drills.alarm());
      }
    };
  }
}

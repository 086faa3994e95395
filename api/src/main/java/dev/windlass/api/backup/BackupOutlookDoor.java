package dev.windlass.api.backup;

import dev.windlass.api.backup.BackupDoor.Kind;
import dev.windlass.api.engine.NoAnswerException;
import dev.windlass.api.engine.NoSchedulesException;
import dev.windlass.api.engine.Schedules;
import dev.windlass.api.plan.BackupPlans;
import dev.windlass.api.planning.RegisteredFiles;
import dev.windlass.api.security.Access;
import dev.windlass.api.specification.Backups;
import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Specification;
import dev.windlass.store.Store;
import dev.windlass.store.token.Role;
import dev.windlass.workflows.contract.WorkflowIds;
import io.grpc.StatusRuntimeException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.client.schedules.ScheduleException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What becomes of an environment's backups by itself: which are taken when, and which go. */
@Tag(name = "backups")
@RestController
@RequestMapping("/api/v1/applications/{application}/environments/{environment}/backups")
public class BackupOutlookDoor {

  private final Store store;
  private final RegisteredFiles files;
  private final Schedules schedules;

  public BackupOutlookDoor(Store store, RegisteredFiles files, Schedules schedules) {
    this.store = store;
    this.files = files;
    this.schedules = schedules;
  }

  @Operation(
      summary = "What retention would keep and why, and what it would delete",
      description = "Nothing is deleted. The run of a backup deletes, at its end.")
  @GetMapping("/retention")
  List<RetentionView> retention(
      @PathVariable String application, @PathVariable String environment) {
    Access.require(Role.VIEWER, application, environment);
    BackupPlans plans = new BackupPlans(files.describing(application, environment), environment);
    List<RetentionView> views = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Timetable.plan(plans, kind)
          .map(plan ->
              RetentionView.of(
                  plan, store.backups().whole(application, environment, kind.key()), Instant.now()))
          .ifPresent(views::add);
    }
    return views;
  }

  @Operation(
      summary = "When backups are taken by themselves, and when the last and the next",
      description = "Only what the file declares. The engine inside windlass up has no schedules.")
  @GetMapping("/schedules")
  List<ScheduleView> schedules(@PathVariable String application, @PathVariable String environment) {
    Access.require(Role.VIEWER, application, environment);
    Specification file = files.describing(application, environment);
    Environment declared = file.environment(environment);
    List<ScheduleView> views = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Backups.Schedule schedule = Timetable.schedule(declared, kind);
      if (schedule != null) {
        String zone = Objects.requireNonNull(declared.backups()).zone();
        views.add(
            look(
                WorkflowIds.backup(application, environment, kind.key()),
                new ScheduleView.Said(kind.key(), schedule.at(), zone)));
      }
    }
    return views;
  }

  private ScheduleView look(String id, ScheduleView.Said said) {
    try {
      return schedules
          .find(id)
          .map(said::of)
          .orElseGet(() -> said.missing("not in Temporal; next: windlass apply"));
    } catch (NoSchedulesException none) {
      return said.missing(none.getMessage() + "; windlass up --engine temporal has");
    } catch (NoAnswerException | ScheduleException | StatusRuntimeException silent) {
      return said.missing("Temporal does not answer now: " + silent.getMessage());
    }
  }
}

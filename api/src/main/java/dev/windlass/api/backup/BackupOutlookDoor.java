package dev.windlass.api.backup;

import dev.windlass.api.backup.BackupDoor.Kind;
import dev.windlass.api.plan.BackupPlans;
import dev.windlass.api.planning.RegisteredFiles;
import dev.windlass.api.security.Access;
import dev.windlass.api.timetable.Recurring;
import dev.windlass.api.timetable.ScheduleLook;
import dev.windlass.api.timetable.ScheduleView;
import dev.windlass.store.Store;
import dev.windlass.store.token.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  private final ScheduleLook look;

  public BackupOutlookDoor(Store store, RegisteredFiles files, ScheduleLook look) {
    this.store = store;
    this.files = files;
    this.look = look;
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
      kind.of(plans)
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
    return look.at(
        files.describing(application, environment),
        environment,
        Recurring.DATABASE_BACKUPS,
        Recurring.FILES_BACKUPS);
  }
}

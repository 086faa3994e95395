package dev.windlass.api.drill;

import dev.windlass.api.planning.RegisteredFiles;
import dev.windlass.api.security.Access;
import dev.windlass.api.timetable.Recurring;
import dev.windlass.api.timetable.ScheduleLook;
import dev.windlass.api.timetable.ScheduleView;
import dev.windlass.store.token.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which drills of an environment run by themselves, and when. */
@Tag(name = "drills")
@RestController
@RequestMapping("/api/v1/applications/{application}/environments/{environment}/drills")
public class DrillOutlookDoor {

  private final RegisteredFiles files;
  private final ScheduleLook look;

  public DrillOutlookDoor(RegisteredFiles files, ScheduleLook look) {
    this.files = files;
    this.look = look;
  }

  @Operation(
      summary = "When drills run by themselves, and when the last and the next",
      description = "Only what the file declares. The engine inside windlass up has no schedules.")
  @GetMapping("/schedules")
  List<ScheduleView> drillSchedules(
      @PathVariable String application, @PathVariable String environment) {
    Access.require(Role.VIEWER, application, environment);
    return look.at(files.describing(application, environment), environment, Recurring.DRILLS);
  }
}

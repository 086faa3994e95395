package dev.windlass.api.timetable;

import dev.windlass.api.engine.NoAnswerException;
import dev.windlass.api.engine.NoSchedulesException;
import dev.windlass.api.engine.Schedules;
import dev.windlass.api.specification.Backups;
import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Specification;
import io.grpc.StatusRuntimeException;
import io.temporal.client.schedules.ScheduleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** How the schedules that a file declares stand in Temporal. */
@Component
public final class ScheduleLook {

  private final Schedules schedules;

  public ScheduleLook(Schedules schedules) {
    this.schedules = schedules;
  }

  /** Those of these that the file declares. */
  public List<ScheduleView> at(Specification file, String environment, Recurring... kinds) {
    Environment declared = file.environment(environment);
    List<ScheduleView> views = new ArrayList<>();
    for (Recurring kind : kinds) {
      Backups.Schedule schedule = kind.schedule(declared);
      if (schedule != null) {
        String zone = Objects.requireNonNull(declared.backups()).zone();
        views.add(
            look(
                kind.id(file.application(), environment),
                new ScheduleView.Said(kind.kind(), schedule.at(), zone)));
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

package dev.windlass.api.timetable;

import dev.windlass.api.engine.NoAnswerException;
import dev.windlass.api.engine.NoSchedulesException;
import dev.windlass.api.engine.Runs;
import dev.windlass.api.engine.Schedules;
import dev.windlass.api.planning.RegisteredFiles;
import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Specification;
import dev.windlass.api.specification.source.SpecificationException;
import dev.windlass.workflows.backup.FreshnessWorkflow.Limit;
import dev.windlass.workflows.backup.FreshnessWorkflow.Vigil;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import io.temporal.client.schedules.ScheduleException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings what happens by itself to what a file says: backups and drills at their hours, and an
 * alarm where none comes. Doing it again changes nothing.
 */
@Component
public final class Timetable {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.timetable");

  private final Schedules schedules;
  private final Runs runs;
  private final RegisteredFiles files;

  public Timetable(Schedules schedules, Runs runs, RegisteredFiles files) {
    this.schedules = schedules;
    this.runs = runs;
    this.files = files;
  }

  /**
   * Schedules and alarms of every environment, also of those that are in the file no more; and the
   * drills of every other file, which must keep away from the databases of this one too.
   *
   * @param before what the file said until now, or null
   * @return what could not be brought about, for people; empty where all could
   */
  public List<String> bring(@Nullable Specification before, Specification file) {
    others(file);
    return own(before, file);
  }

  /** The same, of this file alone. */
  List<String> own(@Nullable Specification before, Specification file) {
    Set<String> names = new LinkedHashSet<>(file.environments().keySet());
    if (before != null) {
      names.addAll(before.environments().keySet());
    }
    List<String> remarks = new ArrayList<>();
    for (String name : names) {
      for (Recurring what : Recurring.values()) {
        set(file, name, what, remarks);
      }
      watch(file, name, remarks);
    }
    return remarks;
  }

  /**
   * A schedule holds what its drills keep away from, as that was when it was set. Who puts this
   * file need not know of others, so what fails there is for the log.
   */
  private void others(Specification file) {
    try {
      for (Specification other : files.all()) {
        if (!other.application().equals(file.application())) {
          renew(other);
        }
      }
    } catch (SpecificationException outdated) {
      LOG.atWarn().setCause(outdated).log("drills of other files are as they were");
    }
  }

  private void renew(Specification other) {
    List<String> remarks = new ArrayList<>();
    other.environments().keySet().stream()
        .filter(name -> Recurring.DRILLS.schedule(other.environments().get(name)) != null)
        .forEach(name -> set(other, name, Recurring.DRILLS, remarks));
    remarks.forEach(remark ->
        LOG.atWarn()
            .addKeyValue("application", other.application())
            .addKeyValue("remark", remark)
            .log("timetable"));
  }

  private void set(Specification file, String name, Recurring what, List<String> remarks) {
    try {
      schedule(file, name, what);
    } catch (NoSchedulesException none) {
      remarks.add(
          "%s: %s, so nothing %s by itself; windlass %s %s does, also from a timer of yours, or: windlass up --engine temporal"
              .formatted(
                  name,
                  none.getMessage(),
                  what == Recurring.DRILLS ? "drills its backups" : "takes its backups",
                  what == Recurring.DRILLS ? "drill" : "backup",
                  name));
    } catch (SpecificationException outdated) {
      LOG.atWarn().setCause(outdated).log("a file that drills must keep away from is unreadable");
      remarks.add(
          "%s: its drills are as they were: they must keep away from the databases of every application, and the file of one can no longer be read; put that anew, then: windlass apply"
              .formatted(name));
    } catch (NoAnswerException
        | ScheduleException
        | WorkflowException
        | StatusRuntimeException failed) {
      remarks.add(asTheyWere(name, failed));
    }
  }

  private void watch(Specification file, String name, List<String> remarks) {
    try {
      watch(file, name);
    } catch (NoAnswerException | WorkflowException | StatusRuntimeException failed) {
      remarks.add(asTheyWere(name, failed));
    }
  }

  private static String asTheyWere(String environment, RuntimeException failed) {
    return "%s: schedules and alarms of its backups and drills are as they were: %s; next: windlass apply"
        .formatted(environment, failed.getMessage());
  }

  private void schedule(Specification file, String environment, Recurring what) {
    String id = what.id(file.application(), environment);
    boolean drills =
        what == Recurring.DRILLS && what.schedule(file.environments().get(environment)) != null;
    List<Specification> all = drills ? files.all() : List.of();
    new ScheduleCompiler(file, environment)
        .compile(what, all)
        .ifPresentOrElse(schedule -> schedules.set(id, schedule), () -> schedules.remove(id));
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
    Instant now = Instant.now();
    for (Recurring what : Recurring.values()) {
      Duration longest = what.alarm(environment);
      if (longest != null) {
        limits.add(new Limit(what.kind(), longest, now, what.stores(environment)));
      }
    }
    return limits;
  }
}

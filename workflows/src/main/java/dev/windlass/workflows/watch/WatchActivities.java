package dev.windlass.workflows.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.analysis.Alarm;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a standing watch asks and tells centrally. */
@ActivityInterface
public interface WatchActivities {

  /** Whether a change is under way, and which deployment succeeded last. */
  @ActivityMethod(name = "LookAtChanges")
  Changes look(LookAtChanges request);

  /**
   * Tells people and programs of alarms. Told again while one is open, so that who missed it knows.
   */
  @ActivityMethod(name = "TellAlarms")
  void tell(TellAlarms request);

  record LookAtChanges(String application, String environment) {}

  /**
   * @param running whether a change holds the environment's lock now
   * @param newest number of the newest deployment or rollback that succeeded; 0 for none
   */
  record Changes(boolean running, long newest) {}

  /**
   * @param open all that are open now
   * @param begun those that were not told before
   * @param ended those that are over, with their end
   * @param release that is watched; empty where the alarms are not of one
   * @param until when this is told again at the latest, or has become old
   * @param about whose alarms these are: null for the standing watch's; each tells only of its own
   */
  record TellAlarms(
      String application,
      String environment,
      String release,
      List<Alarm> open,
      List<Alarm> begun,
      List<Alarm> ended,
      Instant until,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String about) {
    public TellAlarms {
      open = List.copyOf(open);
      begun = List.copyOf(begun);
      ended = List.copyOf(ended);
    }

    /** Of the standing watch. */
    public TellAlarms(
        String application,
        String environment,
        String release,
        List<Alarm> open,
        List<Alarm> begun,
        List<Alarm> ended,
        Instant until) {
      this(application, environment, release, open, begun, ended, until, null);
    }
  }
}

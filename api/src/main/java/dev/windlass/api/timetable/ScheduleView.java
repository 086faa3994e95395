package dev.windlass.api.timetable;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.temporal.client.schedules.ScheduleActionResult;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When backups of a kind are taken, or drills run, by themselves.
 *
 * @param kind {@code database}, {@code files} or {@code drill}
 * @param at as the file says it
 * @param zone whose clock counts
 * @param last when the schedule began one last, or null
 * @param next when it begins the next, or null
 * @param remark why it does not, in words; null where it does
 */
@Schema(name = "Schedule")
public record ScheduleView(
    String kind,
    String at,
    String zone,
    State state,
    @Nullable Instant last,
    @Nullable Instant next,
    @Nullable String remark) {

  /** Whether it does anything. */
  public enum State {
    @JsonProperty("active")
    ACTIVE,
    /** A person has paused it in Temporal. */
    @JsonProperty("paused")
    PAUSED,
    /** It is in the file and not in Temporal. */
    @JsonProperty("missing")
    MISSING
  }

  /** What the file says, and nothing comes of it. */
  record Said(String kind, String at, String zone) {

    ScheduleView missing(String remark) {
      return new ScheduleView(kind, at, zone, State.MISSING, null, null, remark);
    }

    ScheduleView of(ScheduleDescription found) {
      ScheduleState state = found.getSchedule().getState();
      boolean paused = state != null && state.isPaused();
      String note = state == null ? null : state.getNote();
      return new ScheduleView(
          kind,
          at,
          zone,
          paused ? State.PAUSED : State.ACTIVE,
          found.getInfo().getRecentActions().stream()
              .map(ScheduleActionResult::getStartedAt)
              .max(Instant::compareTo)
              .orElse(null),
          paused
              ? null
              : found.getInfo().getNextActionTimes().stream().min(Instant::compareTo).orElse(null),
          paused ? (note == null || note.isEmpty() ? "paused in Temporal" : note) : null);
    }
  }
}

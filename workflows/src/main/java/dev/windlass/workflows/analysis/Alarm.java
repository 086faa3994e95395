package dev.windlass.workflows.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A check of a live release that is not well, or a backup or drill that is overdue, where that is
 * told and nothing more.
 *
 * @param check its name, or what is overdue
 * @param host where the worst was measured, or null
 * @param detail the worst measurement, or why none could be taken
 * @param since when it was found out
 * @param until when it was over, or null while it is not
 */
public record Alarm(
    String check,
    Kind kind,
    @Nullable String host,
    String detail,
    Instant since,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant until) {

  /** What is wrong. */
  public enum Kind {
    /** Measured, and bad. */
    @JsonProperty("failing")
    FAILING,
    /** It could not be measured, or measuring said nothing, for {@link Alarms#ROUNDS} windows. */
    @JsonProperty("unmeasured")
    UNMEASURED,
    /** What should have happened has not. */
    @JsonProperty("overdue")
    OVERDUE
  }

  /** For people: short, without a time. */
  public String sentence() {
    String where = host == null ? "" : " on " + host;
    return switch (kind) {
      case FAILING -> "check " + check + " failed" + where + ": " + detail;
      case UNMEASURED -> "check " + check + " could not be measured" + where + ": " + detail;
      case OVERDUE -> check + " is overdue: " + detail;
    };
  }

  /** With its end. */
  public Alarm over(Instant at) {
    return new Alarm(check, kind, host, detail, since, at);
  }
}

package dev.windlass.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of checks that fail once a release is live everywhere.
 *
 * @param onFailure what a failing check does in the watch that is part of the run
 * @param standing the watch that outlives the run, or null for none
 */
public record Watching(
    OnFailure onFailure,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable StandingWatch standing) {

  /** What a failing check does. */
  public enum OnFailure {
    /** The run is taken back. */
    @JsonProperty("rollback")
    ROLLBACK,
    /** It is told, and nothing is changed or asked. */
    @JsonProperty("alarm")
    ALARM
  }
}

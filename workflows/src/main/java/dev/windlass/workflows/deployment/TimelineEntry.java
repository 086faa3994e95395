package dev.windlass.workflows.deployment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of what happened.
 *
 * @param sequence 1, 2, 3 … within the deployment
 * @param text for people, one line
 * @param host or null when it concerns no single one
 */
public record TimelineEntry(
    int sequence, Instant at, Phase phase, Kind kind, String text, @Nullable String host) {

  public enum Kind {
    @JsonProperty("phase")
    PHASE,
    @JsonProperty("step")
    STEP,
    @JsonProperty("host")
    HOST,
    @JsonProperty("weight")
    WEIGHT,
    @JsonProperty("verdict")
    VERDICT,
    @JsonProperty("gate")
    GATE,
    @JsonProperty("signal")
    SIGNAL,
    @JsonProperty("undo")
    UNDO,
    @JsonProperty("problem")
    PROBLEM,
    @JsonProperty("end")
    END
  }
}

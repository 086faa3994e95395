package dev.windlass.workflows.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A point that needs an answer.
 *
 * @param before the phase it stands before, or null when a step of the ramp names it
 * @param approvals how many different people must approve, at least 1
 * @param fourEyes whoever started the deployment does not count
 * @param deadline after it {@code otherwise} happens; null waits for ever
 * @param accept whether plain signals of the Temporal UI, which prove no identity, count
 */
public record Gate(
    String name,
    @Nullable Before before,
    int approvals,
    boolean fourEyes,
    @Nullable Duration deadline,
    Otherwise otherwise,
    Accept accept) {

  public enum Before {
    @JsonProperty("prepare")
    PREPARE,
    @JsonProperty("migrations")
    MIGRATIONS,
    @JsonProperty("publish")
    PUBLISH
  }

  public enum Otherwise {
    @JsonProperty("approve")
    APPROVE,
    @JsonProperty("reject")
    REJECT,
    @JsonProperty("hold")
    HOLD
  }

  public enum Accept {
    /** Plain signals count, recorded as unverified. */
    @JsonProperty("plain")
    PLAIN,
    /** They count with a one-time code that the API has shown to somebody with the role. */
    @JsonProperty("code")
    CODE,
    @JsonProperty("none")
    NONE
  }
}

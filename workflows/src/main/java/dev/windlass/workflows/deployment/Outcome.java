package dev.windlass.workflows.deployment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a run ended. */
public enum Outcome {
  @JsonProperty("succeeded")
  SUCCEEDED,
  /** Ended before any change. */
  @JsonProperty("refused")
  REFUSED,
  @JsonProperty("rolledBack")
  ROLLED_BACK,
  @JsonProperty("aborted")
  ABORTED,
  /** Closed by a person in needsAttention; the environment is marked dirty. */
  @JsonProperty("failed")
  FAILED
}

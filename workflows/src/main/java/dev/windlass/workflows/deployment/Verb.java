package dev.windlass.workflows.deployment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a person can say to a run. */
public enum Verb {
  @JsonProperty("approve")
  APPROVE,
  @JsonProperty("reject")
  REJECT,
  @JsonProperty("abort")
  ABORT,
  @JsonProperty("pause")
  PAUSE,
  @JsonProperty("resume")
  RESUME,
  /** Skip the wait of the step, not its verdict. */
  @JsonProperty("promote")
  PROMOTE,
  @JsonProperty("retry")
  RETRY,
  @JsonProperty("skip")
  SKIP,
  @JsonProperty("undo")
  UNDO,
  @JsonProperty("close")
  CLOSE
}

package dev.windlass.workflows.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a run that falls into another's time. */
public enum Overlap {
  /** It is left out. */
  @JsonProperty("skip")
  SKIP,
  /** It begins when the other has ended; at most one waits. */
  @JsonProperty("wait")
  WAIT
}

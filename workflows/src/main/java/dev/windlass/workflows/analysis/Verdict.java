package dev.windlass.workflows.analysis;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which of five an outcome is. */
public enum Verdict {
  @JsonProperty("pass")
  PASS,
  /** Measured, and bad. */
  @JsonProperty("fail")
  FAIL,
  /** Measured, and neither good nor bad enough: ask a person. */
  @JsonProperty("inconclusive")
  INCONCLUSIVE,
  /** Could not be measured. */
  @JsonProperty("error")
  ERROR,
  /** Nothing to measure. */
  @JsonProperty("noData")
  NO_DATA
}

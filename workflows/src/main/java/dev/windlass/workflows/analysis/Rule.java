package dev.windlass.workflows.analysis;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * How measurements are read. Limits are exceeded, not reached.
 *
 * @param every time between two measurements of one host
 * @param failures how many measurements of a window may fail
 * @param errors how many in a row may be impossible; any good measurement resets the count
 * @param inconclusive how many of a window may be inconclusive
 * @param successes this many in a row are enough to pass before the window ends; 0 for never
 */
public record Rule(
    Duration every, int failures, int errors, int inconclusive, int successes, OnNoData onNoData) {

  /** What a window without data means. */
  public enum OnNoData {
    /** Measure on, once more for as long; then it is inconclusive. */
    @JsonProperty("extend")
    EXTEND,
    @JsonProperty("inconclusive")
    INCONCLUSIVE,
    @JsonProperty("fail")
    FAIL,
    @JsonProperty("pass")
    PASS
  }
}

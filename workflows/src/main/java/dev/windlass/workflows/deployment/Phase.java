package dev.windlass.workflows.deployment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a run is, for people. */
public enum Phase {
  @JsonProperty("preflight")
  PREFLIGHT,
  @JsonProperty("preparing")
  PREPARING,
  @JsonProperty("backingUp")
  BACKING_UP,
  /** The application is being closed to its visitors. */
  @JsonProperty("closing")
  CLOSING,
  @JsonProperty("waiting")
  WAITING,
  @JsonProperty("migrating")
  MIGRATING,
  @JsonProperty("publishing")
  PUBLISHING,
  @JsonProperty("ramping")
  RAMPING,
  @JsonProperty("verifying")
  VERIFYING,
  /** It is being opened again. */
  @JsonProperty("opening")
  OPENING,
  @JsonProperty("watching")
  WATCHING,
  @JsonProperty("finishing")
  FINISHING,
  @JsonProperty("undoing")
  UNDOING,
  @JsonProperty("needsAttention")
  NEEDS_ATTENTION,
  @JsonProperty("ended")
  ENDED
}

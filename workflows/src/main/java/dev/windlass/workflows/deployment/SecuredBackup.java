package dev.windlass.workflows.deployment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * A backup of Windlass's own that a run relies on: what it may go back to.
 *
 * @param kind {@code database} or {@code files}
 * @param takenAt when its source began to be read
 * @param way how the run came by it
 */
public record SecuredBackup(String kind, String id, Instant takenAt, Way way) {

  /** How a run came by a backup. */
  public enum Way {
    /** Taken by the run itself. */
    @JsonProperty("taken")
    TAKEN,
    /** It was there, and young enough. */
    @JsonProperty("found")
    FOUND,
    /** It was being taken already. */
    @JsonProperty("awaited")
    AWAITED
  }
}

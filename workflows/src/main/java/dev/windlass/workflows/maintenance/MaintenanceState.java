package dev.windlass.workflows.maintenance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A maintenance that is on.
 *
 * @param by who put it on; a deployment is named by its id
 * @param until when the timer ends it, or null when nothing does
 * @param why it outlives what it was put on for, or null
 */
public record MaintenanceState(
    Instant since, String by, String message, @Nullable Instant until, @Nullable String why) {

  public MaintenanceState until(@Nullable Instant then) {
    return new MaintenanceState(since, by, message, then, why);
  }

  public MaintenanceState because(String reason) {
    return new MaintenanceState(since, by, message, until, reason);
  }
}

package dev.windlass.api.environment;

import dev.windlass.workflows.maintenance.MaintenanceState;
import org.jspecify.annotations.Nullable;

/**
 * Whether an application is closed to its visitors.
 *
 * @param state null when it is open
 */
public record MaintenanceView(boolean on, @Nullable MaintenanceState state) {

  static MaintenanceView of(@Nullable MaintenanceState state) {
    return new MaintenanceView(state != null, state);
  }
}

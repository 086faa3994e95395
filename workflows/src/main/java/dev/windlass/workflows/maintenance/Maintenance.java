package dev.windlass.workflows.maintenance;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.windlass.workflows.plan.HostCommand;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an application is closed to its visitors and opened again, as the plan describes it.
 *
 * @param message what visitors read
 * @param retryAfter when they may come back, to the second
 * @param allow addresses and networks that get through nevertheless
 * @param bypass people who get through by a link
 * @param pause commands after the closing: queue workers, cron
 * @param resume commands before the opening, which take {@code pause} back
 * @param limit after it the timer ends a maintenance that nobody ended, or null for never
 */
public record Maintenance(
    MaintenanceBy by,
    String message,
    Duration retryAfter,
    List<String> allow,
    List<Bypass> bypass,
    List<HostCommand> pause,
    List<HostCommand> resume,
    @Nullable Duration limit,
    AfterLimit afterLimit) {

  public Maintenance {
    allow = List.copyOf(allow);
    bypass = List.copyOf(bypass);
    pause = List.copyOf(pause);
    resume = List.copyOf(resume);
  }

  /** What the timer does when the limit has passed. */
  public enum AfterLimit {
    @JsonProperty("off")
    OFF,
    /** It stays on, and the status says that the limit has passed. */
    @JsonProperty("keep")
    KEEP
  }

  /** Path below the application's directory that is there while it is closed, or null. */
  public @Nullable String seen() {
    return switch (by) {
      case MaintenanceBy.Command command -> command.seen();
      case MaintenanceBy.LockFile file -> file.path();
      case MaintenanceBy.Balancer balancer -> null;
    };
  }

  /** What stands on hosts and balancers while it is on. */
  public Notice notice() {
    return new Notice(message, retryAfter, allow, bypass);
  }
}

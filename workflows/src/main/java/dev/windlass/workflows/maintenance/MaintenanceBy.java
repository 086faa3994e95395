package dev.windlass.workflows.maintenance;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.windlass.workflows.plan.HostCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What closes the application. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MaintenanceBy.Command.class, name = "command"),
  @JsonSubTypes.Type(value = MaintenanceBy.LockFile.class, name = "file"),
  @JsonSubTypes.Type(value = MaintenanceBy.Balancer.class, name = "balancer")
})
public sealed interface MaintenanceBy {

  /**
   * The framework's own commands, in the live release's directory. Besides the usual placeholders
   * {@code {message}}, {@code {retryAfter}} (seconds) and {@code {allow}} (separated by commas).
   *
   * @param seen path below the application's directory that is there while the framework itself
   *     says that it is closed, or null
   */
  record Command(HostCommand on, HostCommand off, @Nullable String seen) implements MaintenanceBy {}

  /**
   * A file that web server or application look at: JSON, there while the application is closed.
   *
   * @param path below the application's directory
   * @param roles hosts that get it
   */
  record LockFile(String path, List<String> roles) implements MaintenanceBy {
    public LockFile {
      roles = List.copyOf(roles);
    }
  }

  /** The balancer of the plan answers by itself. */
  record Balancer() implements MaintenanceBy {}
}

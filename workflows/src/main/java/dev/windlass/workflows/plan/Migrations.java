package dev.windlass.workflows.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the schema changes, once per database however many hosts there are. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Migrations.Scripts.class, name = "flyway"),
  @JsonSubTypes.Type(value = Migrations.Command.class, name = "command")
})
public sealed interface Migrations {

  Undo undo();

  /** What undoing does to the schema. */
  enum Undo {
    /** Nothing: old code is expected to run on the new schema. */
    KEEP,
    /** The declared down command runs. */
    DOWN
  }

  /**
   * Flyway with the scripts of the release's artifact.
   *
   * @param locations directories inside the release
   * @param lockTimeout longest wait for a lock of one statement, or null for the server's own
   */
  record Scripts(
      Database database,
      List<String> locations,
      @Nullable Duration lockTimeout,
      @Nullable Duration statementTimeout,
      Undo undo)
      implements Migrations {
    public Scripts {
      locations = List.copyOf(locations);
    }
  }

  /**
   * The framework's own migrations, on one host.
   *
   * @param host name of the host that runs them
   * @param status prints what is pending, read only; null when the framework has none
   * @param down takes the last batch back; null when there is none
   */
  record Command(
      String host,
      HostCommand up,
      @Nullable HostCommand status,
      @Nullable HostCommand down,
      Undo undo)
      implements Migrations {}
}

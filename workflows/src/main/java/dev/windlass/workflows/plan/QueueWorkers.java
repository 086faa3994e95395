package dev.windlass.workflows.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Processes of the application that work off its queue: they keep the code with which they began,
 * so each release stops the old ones and starts new ones.
 *
 * @param as another user, by {@code sudo -n}; null for the SSH user
 * @param roles hosts that run them
 * @param drain how long a running job may take to end, of whole seconds
 * @param late what becomes of one that takes longer
 */
public record QueueWorkers(
    String name,
    Keeper keeper,
    @Nullable String as,
    List<String> roles,
    Duration drain,
    Late late,
    Moment publish) {

  public QueueWorkers {
    roles = List.copyOf(roles);
  }

  public boolean runsOn(Host host) {
    return roles.stream().anyMatch(host::has);
  }

  /** Who keeps the processes running. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Supervisor.class, name = "supervisor"),
    @JsonSubTypes.Type(value = Service.class, name = "service"),
    @JsonSubTypes.Type(value = Commands.class, name = "commands")
  })
  public sealed interface Keeper {}

  /** A program of supervisor, with all its processes. */
  public record Supervisor(String program) implements Keeper {}

  /** A unit of systemd. */
  public record Service(String unit) implements Keeper {}

  /**
   * Commands of the application.
   *
   * @param stop runs in the release that the processes belong to
   * @param start runs in the live release
   * @param pids prints the numbers of the processes, or null: then nothing can be proved of them
   */
  public record Commands(String stop, String start, @Nullable String pids) implements Keeper {}

  /** What becomes of a job that runs longer than the drain. */
  public enum Late {
    @JsonProperty("kill")
    KILL,
    @JsonProperty("fail")
    FAIL
  }

  /** When the new code gets the queue. */
  public enum Moment {
    /** With the canary. */
    @JsonProperty("first")
    FIRST,
    /** When every host has the release. */
    @JsonProperty("last")
    LAST
  }
}

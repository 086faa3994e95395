package dev.windlass.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Directories of an application on a host: {@code <path>/releases/<id>}, {@code <path>/shared},
 * {@code <path>/current}, and Windlass's own {@code <path>/.windlass}.
 *
 * @param path absolute; may hold {@code {host}}, for hosts that share one file system: see {@link
 *     #on}
 * @param keep how many releases a prune leaves, the live one included; at least 1
 * @param shared paths below {@code shared/} that each release links to
 * @param writable where somebody else writes, or null
 * @param umask of every command on the hosts, octal; null for what the host gives its users
 */
public record Layout(
    String path,
    int keep,
    List<Shared> shared,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Writable writable,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String umask) {

  public Layout {
    shared = List.copyOf(shared);
  }

  /** Directories in which nobody but the user of SSH writes, with the host's own umask. */
  public Layout(String path, int keep, List<Shared> shared) {
    this(path, keep, shared, null, null);
  }

  /**
   * @param path relative, without leading or trailing slash
   * @param kind a directory is made when it is missing; a file must be there already
   */
  public record Shared(String path, Kind kind) {}

  public enum Kind {
    DIRECTORY,
    FILE
  }

  /** The directories as one host has them: {@code {host}} in the path is its name. */
  public Layout on(Host host) {
    return new Layout(path.replace("{host}", host.name()), keep, shared, writable, umask);
  }

  public String releases() {
    return path + "/releases";
  }

  public String release(String id) {
    return releases() + "/" + id;
  }

  public String current() {
    return path + "/current";
  }

  public String sharedRoot() {
    return path + "/shared";
  }

  /** Where Windlass keeps jobs, fence and artifacts. */
  public String own() {
    return path + "/.windlass";
  }
}

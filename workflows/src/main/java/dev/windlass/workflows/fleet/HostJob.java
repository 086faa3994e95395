package dev.windlass.workflows.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.plan.EnvironmentVariable;
import dev.windlass.workflows.plan.ReleaseSource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one step on one host, as a template: they travel as one remote job. Rendered by
 * {@link HostJobRenderer}, for the preview and for the act alike.
 *
 * @param step part of the operation id, e.g. {@code prepare}
 * @param limit longest time on one host
 * @param repeatable run again when the outcome is unknown; otherwise a person is asked
 * @param artifact what a host gets before, unless it has it; null where it needs none
 * @param clears it only takes away what nobody uses: its first line moves that aside, while no
 *     later change can begin there, and the others delete it. Doing so twice does no harm, so it
 *     needs nobody to remember whether it was done, and is not a job; absent where it is one
 */
public record HostJob(
    String step,
    List<Line> lines,
    Duration limit,
    boolean repeatable,
    @JsonInclude(JsonInclude.Include.NON_NULL) ReleaseSource.@Nullable Artifact artifact,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean clears) {

  public HostJob {
    lines = List.copyOf(lines);
  }

  public HostJob(String step, List<Line> lines, Duration limit, boolean repeatable) {
    this(step, lines, limit, repeatable, null, false);
  }

  /** Takes away what nobody uses: the first line moves it aside, the others delete it. */
  public static HostJob clearing(String step, List<Line> lines, Duration limit) {
    return new HostJob(step, lines, limit, true, null, true);
  }

  /** The same, on hosts that get the artifact in the same visit. */
  public HostJob bringing(ReleaseSource.Artifact needed) {
    return new HostJob(step, lines, limit, repeatable, needed, clears);
  }

  /** Longest time on one host, with what is sent before. */
  public Duration wholeLimit() {
    return artifact == null ? limit : limit.plus(ShipArtifact.LIMIT);
  }

  /**
   * One command.
   *
   * @param name for people
   * @param line for {@code sh}, with placeholders {@code {release} {path} {host} {revision}}
   * @param directory where it runs, with placeholders; null for the application's path
   * @param as another user, by {@code sudo -n}
   * @param secrets variables whose values travel by standard input and are seen by this command
   *     only
   * @param roles hosts that run it; empty for all
   */
  public record Line(
      String name,
      String line,
      @Nullable String directory,
      @Nullable String as,
      List<EnvironmentVariable> secrets,
      List<String> roles) {

    public Line {
      secrets = List.copyOf(secrets);
      roles = List.copyOf(roles);
    }

    public static Line of(String name, String line) {
      return new Line(name, line, null, null, List.of(), List.of());
    }
  }
}

package dev.windlass.workflows.fleet;

import dev.windlass.workflows.plan.EnvironmentVariable;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.ReleaseSource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param application for the grants
 * @param environment for the grants
 * @param needsBytes free space that the release wants on the file system of {@code path}
 * @param mode what counts as a problem
 * @param seen path whose presence says that the application is closed, or null; see {@link
 *     dev.windlass.workflows.maintenance.MaintenanceBy.Command}
 * @param secrets names that must be granted and readable (values are not returned)
 */
public record InspectHosts(
    String application,
    String environment,
    HostGroup group,
    Layout layout,
    long needsBytes,
    Mode mode,
    List<EnvironmentVariable> secrets,
    @Nullable String seen) {

  public InspectHosts {
    secrets = List.copyOf(secrets);
  }

  /** Longest time that one host may take to answer. */
  public static final Duration LIMIT = Duration.ofMinutes(1);

  /** What an artifact wants: the packed file, the unpacked one, and what a build adds. */
  public static long needed(ReleaseSource.Artifact artifact) {
    return 3 * artifact.bytes();
  }

  public enum Mode {
    /** Missing directories are a problem: the host was never set up. */
    DEPLOY,
    /** Missing directories are what set-up is for. */
    SETUP
  }
}

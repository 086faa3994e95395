package dev.windlass.workflows.fleet;

import dev.windlass.workflows.plan.EnvironmentVariable;
import dev.windlass.workflows.plan.Layout;
import java.util.List;

/**
 * @param application for the grants
 * @param environment for the grants
 * @param needsBytes free space that the release wants on the file system of {@code path}
 * @param mode what counts as a problem
 * @param secrets names that must be granted and readable (values are not returned)
 */
public record InspectHosts(
    String application,
    String environment,
    HostGroup group,
    Layout layout,
    long needsBytes,
    Mode mode,
    List<EnvironmentVariable> secrets) {

  public InspectHosts {
    secrets = List.copyOf(secrets);
  }

  public enum Mode {
    /** Missing directories are a problem: the host was never set up. */
    DEPLOY,
    /** Missing directories are what set-up is for. */
    SETUP
  }
}

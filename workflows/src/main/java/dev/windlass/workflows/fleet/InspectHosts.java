package dev.windlass.workflows.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.plan.EnvironmentVariable;
import dev.windlass.workflows.plan.HostCommand;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.plan.RuntimeVersion;
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
 * @param phpFpm units of php-fpm that are reloaded on web hosts, or null where there are none
 * @param rights what the SSH user must be allowed to do; null in requests of before it was asked
 * @param dotEnv what is looked at in the hosts' {@code .env} files, or null where they keep none
 * @param requires programs that must be there, or null where the file names none
 */
public record InspectHosts(
    String application,
    String environment,
    HostGroup group,
    Layout layout,
    long needsBytes,
    Mode mode,
    List<EnvironmentVariable> secrets,
    @Nullable String seen,
    @Nullable List<String> phpFpm,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Right> rights,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DotEnvFiles dotEnv,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<RuntimeVersion> requires) {

  public InspectHosts {
    secrets = List.copyOf(secrets);
    phpFpm = phpFpm == null ? null : List.copyOf(phpFpm);
    rights = rights == null ? null : List.copyOf(rights);
    requires = requires == null ? null : List.copyOf(requires);
  }

  /** Where neither {@code .env} files nor programs are looked at. */
  public InspectHosts(
      String application,
      String environment,
      HostGroup group,
      Layout layout,
      long needsBytes,
      Mode mode,
      List<EnvironmentVariable> secrets,
      @Nullable String seen,
      @Nullable List<String> phpFpm,
      @Nullable List<Right> rights) {
    this(
        application,
        environment,
        group,
        layout,
        needsBytes,
        mode,
        secrets,
        seen,
        phpFpm,
        rights,
        null,
        null);
  }

  /** Name of the reload of a php-fpm. */
  public static final String PHP_FPM = "php-fpm";

  /** Longest time that one host may take to answer. */
  public static final Duration LIMIT = Duration.ofMinutes(1);

  private static final String RELOAD = "systemctl reload ";

  /** The command that reloads a php-fpm. */
  public static String reload(String unit) {
    return RELOAD + unit;
  }

  /** The units of php-fpm among these reloads, or null where there are none. */
  public static @Nullable List<String> phpFpm(List<HostCommand> reloads) {
    List<String> units =
        reloads.stream()
            .filter(one -> one.name().equals(PHP_FPM) && one.line().startsWith(RELOAD))
            .map(one -> one.line().substring(RELOAD.length()))
            .toList();
    return units.isEmpty() ? null : units;
  }

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

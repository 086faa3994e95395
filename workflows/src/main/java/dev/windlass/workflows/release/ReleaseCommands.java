package dev.windlass.workflows.release;

import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.Shell;
import dev.windlass.workflows.plan.BuildStep;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.HostCommand;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.ReleaseSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands of a release on a host, as values: the preview prints them, the activity runs them.
 * Each tolerates being run again, but for the build, which only its own step repeats.
 */
public final class ReleaseCommands {

  /** Steps' names, parts of operation ids. */
  public static final String SETUP = "setup";

  public static final String PREPARE = "prepare";
  public static final String PUBLISH = "publish";
  public static final String RESTORE = "restore";
  public static final String DISCARD = "discard";
  public static final String PRUNE = "prune";

  private static final String RELEASE_DIRECTORY = "{path}/releases/{release}";
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMinutes(5);

  private ReleaseCommands() {}

  /** Makes the directories of an empty host. */
  public static HostJob setup(Layout layout) {
    List<HostJob.Line> lines = new ArrayList<>();
    lines.add(HostJob.Line.of("directories", "mkdir -p releases shared"));
    for (Layout.Shared shared : layout.shared()) {
      if (shared.kind() == Layout.Kind.DIRECTORY) {
        lines.add(HostJob.Line.of("shared", "mkdir -p " + Shell.quote("shared/" + shared.path())));
      }
    }
    return new HostJob(SETUP, lines, SHORT, true);
  }

  /** Unpacks the artifact, links what is shared, builds. */
  public static HostJob prepare(DeploymentPlan plan, ReleaseSource.Artifact artifact) {
    List<HostJob.Line> lines = new ArrayList<>();
    lines.add(HostJob.Line.of("unpack", unpack(artifact)));
    for (Layout.Shared shared : plan.layout().shared()) {
      lines.add(HostJob.Line.of("link " + shared.path(), link(shared)));
    }
    lines.add(
        HostJob.Line.of("revision", "printf '%s\\n' {revision} > releases/{release}/REVISION"));
    if (!plan.env().isEmpty()) {
      lines.add(DotEnv.line(plan.env()));
    }
    for (BuildStep step : plan.build()) {
      for (HostCommand command : step.commands()) {
        lines.add(line(command));
      }
    }
    return new HostJob(PREPARE, lines, LONG, false);
  }

  /** Makes the release current in one rename, then reloads. */
  public static HostJob publish(DeploymentPlan plan) {
    List<HostJob.Line> lines = new ArrayList<>();
    lines.add(HostJob.Line.of("current", switchTo("{release}")));
    plan.reload().forEach(command -> lines.add(inCurrent(command)));
    return new HostJob(PUBLISH, lines, SHORT, true);
  }

  /** Brings the former release back, or takes {@code current} away where there was none. */
  public static HostJob restore(DeploymentPlan plan, @Nullable String former) {
    List<HostJob.Line> lines = new ArrayList<>();
    lines.add(
        HostJob.Line.of(
            "current", former == null ? "rm -f current" : switchTo(Shell.quote(former))));
    if (former != null) {
      plan.reload().forEach(command -> lines.add(inCurrent(command)));
    }
    return new HostJob(RESTORE, lines, SHORT, true);
  }

  /** Removes the directory of a release that never became or no longer is live. */
  public static HostJob discard() {
    return new HostJob(
        DISCARD, List.of(HostJob.Line.of("remove", "rm -rf releases/{release}")), SHORT, true);
  }

  /** Removes these releases, which the decider has chosen. */
  public static HostJob prune(List<String> releases) {
    return new HostJob(
        PRUNE,
        releases.stream()
            .map(id -> HostJob.Line.of("remove " + id, "rm -rf " + Shell.quote("releases/" + id)))
            .toList(),
        SHORT,
        true);
  }

  /** A command of the file, in the new release's directory. */
  public static HostJob.Line line(HostCommand command) {
    return new HostJob.Line(
        command.name(),
        command.line(),
        RELEASE_DIRECTORY,
        command.as(),
        List.of(),
        command.roles());
  }

  private static HostJob.Line inCurrent(HostCommand command) {
    return new HostJob.Line(
        command.name(), command.line(), "{path}", command.as(), List.of(), command.roles());
  }

  private static String unpack(ReleaseSource.Artifact artifact) {
    String option =
        switch (artifact.form()) {
          case TAR -> "";
          case TAR_GZ -> " -z";
          case TAR_ZST -> " --zstd";
        };
    return "rm -rf releases/{release} && mkdir -p releases/{release} && tar"
        + option
        + " -xf .windlass/artifacts/"
        + artifact.digest()
        + " -C releases/{release} --no-same-owner";
  }

  private static String link(Layout.Shared shared) {
    String path = shared.path();
    int slash = path.lastIndexOf('/');
    String parent = slash < 0 ? "" : "/" + path.substring(0, slash);
    String up = "../../" + "../".repeat((int) path.chars().filter(c -> c == '/').count());
    String make =
        shared.kind() == Layout.Kind.DIRECTORY
            ? "mkdir -p " + Shell.quote("shared/" + path) + " && "
            : "";
    return make
        + "mkdir -p releases/{release}"
        + Shell.quote(parent.isEmpty() ? "/" : parent)
        + " && rm -rf releases/{release}"
        + Shell.quote("/" + path)
        + " && ln -s "
        + Shell.quote(up + "shared/" + path)
        + " releases/{release}"
        + Shell.quote("/" + path);
  }

  private static String switchTo(String release) {
    return "ln -sfn releases/"
        + release
        + " .windlass/current.new && mv -T .windlass/current.new current";
  }
}

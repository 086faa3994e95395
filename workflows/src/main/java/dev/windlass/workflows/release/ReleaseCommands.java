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
  public static final String BACKUP = "backup";
  public static final String PUBLISH = "publish";
  public static final String RESTORE = "restore";
  public static final String DISCARD = "discard";
  public static final String PRUNE = "prune";

  private static final String RELEASE_DIRECTORY = "{path}/releases/{release}";
  private static final Duration BACKUP_LIMIT = Duration.ofHours(6);
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMinutes(5);

  private ReleaseCommands() {}

  /** Makes the directories of an empty host. */
  public static HostJob setup(Layout layout) {
    List<HostJob.Line> lines = new ArrayList<>();
    lines.add(HostJob.Line.of("directories", "mkdir -p releases shared"));
    for (Layout.Shared shared : layout.shared()) {
      String path = "shared/" + shared.path();
      String directory =
          shared.kind() == Layout.Kind.DIRECTORY ? path : path.substring(0, path.lastIndexOf('/'));
      lines.add(HostJob.Line.of("shared", "mkdir -p " + Shell.quote(directory)));
    }
    lines.addAll(WritableCommands.shared(layout));
    return new HostJob(SETUP, lines, SHORT, true);
  }

  /** Unpacks the artifact, links what is shared, builds. */
  public static HostJob prepare(DeploymentPlan plan, ReleaseSource.Artifact artifact) {
    List<HostJob.Line> lines = new ArrayList<>();
    lines.add(HostJob.Line.of("unpack", unpack(plan.layout(), artifact)));
    for (Layout.Shared shared : plan.layout().shared()) {
      lines.add(HostJob.Line.of("link " + shared.path(), link(shared)));
    }
    lines.add(
        HostJob.Line.of("revision", "printf '%s\\n' {revision} > releases/{release}/REVISION"));
    if (!plan.env().isEmpty()) {
      lines.add(DotEnv.line(plan.env(), plan.layout()));
    }
    lines.addAll(WritableCommands.inRelease(plan.layout()));
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

  /** Takes the directory of a release away that never became or no longer is live. */
  public static HostJob discard() {
    return HostJob.clearing(DISCARD, Removal.ofThis(), SHORT);
  }

  /** Takes these releases away, which the decider has chosen. */
  public static HostJob prune(List<String> releases) {
    return HostJob.clearing(PRUNE, Removal.of(releases), SHORT);
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

  /** A backup: beside what is live, so a second one after a lost first is only one more. */
  public static HostJob backup(HostCommand command) {
    return new HostJob(BACKUP, List.of(inCurrent(command)), BACKUP_LIMIT, true);
  }

  private static HostJob.Line inCurrent(HostCommand command) {
    return new HostJob.Line(
        command.name(), command.line(), "{path}/current", command.as(), List.of(), command.roles());
  }

  private static String unpack(Layout layout, ReleaseSource.Artifact artifact) {
    String option =
        switch (artifact.form()) {
          case TAR -> "";
          case TAR_GZ -> " -z";
          case TAR_ZST -> " --zstd";
        };
    return unlessLive("{release}")
        + "rm -rf releases/{release}\nmkdir -p releases/{release}\ntar"
        + option
        + " -xf .windlass/artifacts/"
        + artifact.digest()
        + " -C releases/{release} --no-same-owner"
        // Else a umask means nothing to root's tar.
        + (layout.umask() == null ? "" : " --no-same-permissions");
  }

  /**
   * An empty shared directory takes what the first release brings; after that the release's own is
   * replaced by the link. A parent that leads out of the release (a shared directory inside a
   * shared one) is refused: the removal would go through it.
   */
  private static String link(Layout.Shared shared) {
    String path = shared.path();
    int slash = path.lastIndexOf('/');
    String parent = slash < 0 ? "" : "/" + Shell.quote(path.substring(0, slash));
    String up = "../../" + "../".repeat((int) path.chars().filter(c -> c == '/').count());
    String inRelease = "releases/{release}/" + Shell.quote(path);
    String inShared = "shared/" + Shell.quote(path);
    String guard =
        parent.isEmpty()
            ? ""
            : """
            mkdir -p releases/{release}%1$s
            if [ "$(cd releases/{release}%1$s && pwd -P)" != "$(cd releases/{release} && pwd -P)"%1$s ]; then
              echo %2$s': its parent leads out of the release' >&2
              exit 1
            fi
            """
                .formatted(parent, Shell.quote(path));
    String first =
        shared.kind() == Layout.Kind.FILE
            ? ""
            : """
            [ -d %1$s ] || mkdir -p %1$s
            if [ -d %2$s ] && [ -z "$(ls -A %1$s)" ]; then
              cp -Rp %2$s/. %1$s/
            fi
            """
                .formatted(inShared, inRelease);
    return guard
        + first
        + "rm -rf "
        + inRelease
        + "\nln -s "
        + Shell.quote(up + "shared/" + path)
        + " "
        + inRelease;
  }

  /** One rename, so that there is always a {@code current} and never a half one. */
  private static String switchTo(String release) {
    return """
    if [ ! -d releases/%1$s ]; then
      echo releases/%1$s': not on this host' >&2
      exit 1
    fi
    ln -sfn releases/%1$s .windlass/current.new
    mv -f -T .windlass/current.new current\
    """
        .formatted(release);
  }

  private static String unlessLive(String release) {
    return """
    if [ current -ef releases/%1$s ]; then
      echo releases/%1$s': is live, not removed' >&2
      exit 1
    fi
    """
        .formatted(release);
  }
}

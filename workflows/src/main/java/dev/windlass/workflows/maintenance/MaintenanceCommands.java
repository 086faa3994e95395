package dev.windlass.workflows.maintenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.windlass.workflows.contract.WindlassJson;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.Shell;
import dev.windlass.workflows.plan.HostCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands that close an application and open it again, as values. Each tolerates being run
 * again, and opening what was never closed.
 */
public final class MaintenanceCommands {

  /** Steps' names, parts of operation ids. */
  public static final String ON = "maintenance-on";

  public static final String OFF = "maintenance-off";

  /** The way back's own: a step of the same name would attach to what ran on the way forwards. */
  public static final String ON_AGAIN = "maintenance-on-again";

  public static final String OFF_AGAIN = "maintenance-off-again";

  /** Windlass's own mark on a host that is closed, below the application's directory. */
  public static final String MARK = ".windlass/maintenance.json";

  private static final String CURRENT = "{path}/current";
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private MaintenanceCommands() {}

  /** Closes, then pauses. The mark comes first: a host that was begun on counts as closed. */
  public static HostJob close(String step, Maintenance maintenance) {
    List<HostJob.Line> lines = new ArrayList<>();
    switch (maintenance.by()) {
      case MaintenanceBy.Command command -> {
        lines.add(write("mark", MARK, maintenance, List.of()));
        lines.add(line("maintenance on", command.on(), maintenance));
      }
      case MaintenanceBy.LockFile file -> {
        lines.add(write("mark", MARK, maintenance, file.roles()));
        lines.add(write("maintenance on", file.path(), maintenance, file.roles()));
      }
      case MaintenanceBy.Balancer balancer -> {
        // Its own hosts are told; these have nothing but workers to pause.
      }
    }
    maintenance.pause().forEach(command -> lines.add(line("pause", command, maintenance)));
    return new HostJob(step, lines, LIMIT, true);
  }

  /** Resumes, then opens. The mark goes last. */
  public static HostJob open(String step, Maintenance maintenance) {
    List<HostJob.Line> lines = new ArrayList<>();
    maintenance.resume().forEach(command -> lines.add(line("resume", command, maintenance)));
    switch (maintenance.by()) {
      case MaintenanceBy.Command command -> {
        lines.add(line("maintenance off", command.off(), maintenance));
        lines.add(HostJob.Line.of("mark", "rm -f " + MARK));
      }
      case MaintenanceBy.LockFile file -> {
        lines.add(remove("maintenance off", file.path(), file.roles()));
        lines.add(remove("mark", MARK, file.roles()));
      }
      case MaintenanceBy.Balancer balancer -> {
        // Its own hosts are told.
      }
    }
    return new HostJob(step, lines, LIMIT, true);
  }

  private static HostJob.Line line(String name, HostCommand command, Maintenance maintenance) {
    return new HostJob.Line(
        name,
        command
            .line()
            .replace("{message}", Shell.quote(maintenance.message()))
            .replace("{retryAfter}", Long.toString(maintenance.retryAfter().toSeconds()))
            .replace("{allow}", Shell.quote(String.join(",", maintenance.allow()))),
        CURRENT,
        command.as(),
        List.of(),
        command.roles());
  }

  /** Whole or not at all: who reads it sees the old file or the new one. */
  private static HostJob.Line write(
      String name, String path, Maintenance maintenance, List<String> roles) {
    String file = Shell.quote(path);
    String line =
        "umask 022\nmkdir -p \"$(dirname %1$s)\"\nprintf '%%s\\n' %2$s > %1$s.new\nmv -f -T %1$s.new %1$s"
            .formatted(file, Shell.quote(json(maintenance.notice())));
    return new HostJob.Line(name, line, null, null, List.of(), roles);
  }

  private static HostJob.Line remove(String name, String path, List<String> roles) {
    return new HostJob.Line(name, "rm -f " + Shell.quote(path), null, null, List.of(), roles);
  }

  /** What web server and application read; its keys are part of the documentation. */
  static String json(Notice notice) {
    Content content =
        new Content(
            notice.message(),
            notice.retryAfter().toSeconds(),
            notice.allow(),
            notice.bypass().stream().map(one -> new Person(one.name(), one.sha256())).toList());
    try {
      return WindlassJson.mapper().writeValueAsString(content);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private record Content(
      String message, long retryAfter, List<String> allow, List<Person> bypass) {}

  private record Person(String name, String sha256) {}
}

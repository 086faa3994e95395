package dev.windlass.workflows.fleet;

import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import java.util.List;

/** Turns a template into the very lines that a host runs. What the preview shows is what runs. */
public final class HostJobRenderer {

  private HostJobRenderer() {}

  /**
   * The lines of the job that this host runs, with every placeholder replaced by a quoted value.
   */
  public static List<HostJob.Line> render(HostJob job, Host host, Layout layout, Change change) {
    return job.lines().stream()
        .filter(line -> line.roles().isEmpty() || line.roles().stream().anyMatch(host::has))
        .map(line -> filled(line, host, layout, change))
        .toList();
  }

  private static HostJob.Line filled(HostJob.Line line, Host host, Layout layout, Change change) {
    String directory = line.directory();
    return new HostJob.Line(
        line.name(),
        fill(line.line(), host, layout, change),
        directory == null
            ? layout.path()
            : directory.replace("{path}", layout.path()).replace("{release}", change.release()),
        line.as(),
        line.secrets(),
        line.roles());
  }

  private static String fill(String template, Host host, Layout layout, Change change) {
    return template
        .replace("{release}", Shell.quote(change.release()))
        .replace("{revision}", Shell.quote(change.revision()))
        .replace("{host}", Shell.quote(host.name()))
        .replace("{path}", Shell.quote(layout.path()));
  }
}

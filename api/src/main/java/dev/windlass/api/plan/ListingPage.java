package dev.windlass.api.plan;

import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostJobRenderer;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Host;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The paper that a listing is written on: headings, lines, and the jobs of hosts. */
final class ListingPage {

  private final DeploymentPlan plan;
  private final Change change;
  private final StringBuilder text = new StringBuilder();

  ListingPage(DeploymentPlan plan, Change change) {
    this.plan = plan;
    this.change = change;
  }

  String text() {
    return text.toString();
  }

  /** Hosts with the very same lines share a paragraph. */
  void job(HostJob job, List<Host> hosts) {
    if (job.lines().isEmpty()) {
      return;
    }
    SequencedMap<List<HostJob.Line>, List<String>> same = new LinkedHashMap<>();
    for (Host host : hosts) {
      same.computeIfAbsent(
              HostJobRenderer.render(job, host, plan.layout(), change), _ -> new ArrayList<>())
          .add(host.name());
    }
    same.forEach((lines, names) -> {
      heading(job.step() + " on " + String.join(" ", names));
      lines(lines);
    });
  }

  void lines(List<HostJob.Line> lines) {
    for (HostJob.Line line : lines) {
      line("  # " + line.name());
      line.secrets()
          .forEach(v -> line("  # " + v.name() + " by standard input: secret " + v.secret()));
      script(HostJobRenderer.script(line, plan.layout()));
    }
  }

  void script(String script) {
    script.lines().forEach(line -> line("  " + line));
  }

  Host host(String name) {
    return named(List.of(name)).getFirst();
  }

  List<Host> named(List<String> names) {
    return plan.hosts().stream().filter(host -> names.contains(host.name())).toList();
  }

  void heading(String heading) {
    text.append('\n');
    line(heading);
  }

  void line(String line) {
    text.append(line).append('\n');
  }
}

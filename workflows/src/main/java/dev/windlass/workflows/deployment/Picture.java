package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.deployment.DeploymentStatus.GateStatus;
import dev.windlass.workflows.deployment.DeploymentStatus.HostStatus;
import dev.windlass.workflows.traffic.Split;
import java.util.List;

/** A status as Markdown: what somebody sees who has only the Temporal UI. */
final class Picture {

  /** More rows than a screen shows help nobody; those with trouble come first. */
  private static final int ROWS = 24;

  private Picture() {}

  static String of(DeploymentStatus status) {
    StringBuilder page = new StringBuilder();
    heading(page, status);
    weight(page, status);
    hosts(page, status.hosts());
    verdicts(page, status);
    gates(page, status.gates());
    choices(page, status);
    return page.toString();
  }

  private static void heading(StringBuilder page, DeploymentStatus status) {
    page.append("## ")
        .append(status.application())
        .append(' ')
        .append(status.environment())
        .append(" · ")
        .append(status.release().isEmpty() ? "no release yet" : status.release())
        .append(" · **")
        .append(WireNames.of(status.phase()))
        .append(status.paused() ? ", paused" : "")
        .append("**\n\n");
    if (status.reason() != null) {
      page.append(status.reason().sentence()).append("\n\n");
    }
    if (status.maintenance() != null) {
      page.append("**maintenance on** since ")
          .append(status.maintenance().since())
          .append(status.maintenance().why() == null ? "" : ": " + status.maintenance().why())
          .append("\n\n");
    }
    if (status.until() != null) {
      page.append("until ").append(status.until()).append("\n\n");
    }
    status
        .problems()
        .forEach(problem ->
            page.append("- ")
                .append(problem.where())
                .append(": ")
                .append(problem.what())
                .append('\n'));
  }

  private static void weight(StringBuilder page, DeploymentStatus status) {
    Split split = status.weight();
    if (split != null) {
      page.append("weight **")
          .append(split.weight())
          .append(" %** on ")
          .append(String.join(" ", split.canary().stream().limit(ROWS).toList()))
          .append("\n\n");
    }
  }

  private static void hosts(StringBuilder page, List<HostStatus> hosts) {
    page.append("| host | state | step | |\n|---|---|---|---|\n");
    hosts.stream()
        .sorted((a, b) -> Boolean.compare(a.detail() == null, b.detail() == null))
        .limit(ROWS)
        .forEach(host ->
            page.append("| ")
                .append(host.host())
                .append(" | ")
                .append(WireNames.of(host.state()))
                .append(" | ")
                .append(host.step())
                .append(" | ")
                .append(host.detail() == null ? "" : host.detail().replace('\n', ' '))
                .append(" |\n"));
    if (hosts.size() > ROWS) {
      page.append("\nand ").append(hosts.size() - ROWS).append(" more hosts\n");
    }
    page.append('\n');
  }

  private static void verdicts(StringBuilder page, DeploymentStatus status) {
    if (status.analysis() != null) {
      status
          .analysis()
          .checks()
          .forEach(check ->
              page.append("- ")
                  .append(check.check())
                  .append(' ')
                  .append(WireNames.of(check.verdict()))
                  .append(' ')
                  .append(check.detail())
                  .append('\n'));
      page.append('\n');
    }
  }

  private static void gates(StringBuilder page, List<GateStatus> gates) {
    for (GateStatus gate : gates) {
      page.append("- gate ")
          .append(gate.gate())
          .append(": ")
          .append(gate.answer() == null ? "" : WireNames.of(gate.answer()) + ", ")
          .append(gate.approvedBy().size())
          .append(" of ")
          .append(gate.needs())
          .append(" approvals ")
          .append(String.join(", ", gate.approvedBy()))
          .append('\n');
    }
  }

  private static void choices(StringBuilder page, DeploymentStatus status) {
    if (status.can().isEmpty()) {
      return;
    }
    page.append("\nSignals that make sense now (the input may be empty):\n\n");
    for (Verb verb : status.can()) {
      page.append("- `")
          .append(WireNames.of(verb))
          .append("` ")
          .append(input(verb, status))
          .append('\n');
    }
  }

  /** What to type, word for word. */
  private static String input(Verb verb, DeploymentStatus status) {
    return switch (verb) {
      case APPROVE, REJECT -> {
        String gate = status.gates().isEmpty() ? "" : status.gates().getLast().gate();
        yield "`\"" + gate + "\"` or `{\"gate\": \"" + gate + "\", \"by\": \"your name\"}`";
      }
      case RETRY, SKIP -> {
        List<String> lost =
            status.hosts().stream()
                .filter(host -> host.state() == DeploymentStatus.State.UNKNOWN)
                .map(host -> "`\"" + host.host() + "\"`")
                .limit(ROWS)
                .toList();
        yield String.join(" or ", lost);
      }
      case ABORT, PAUSE, UNDO, CLOSE -> "`\"why\"`";
      case RESUME, PROMOTE -> "";
    };
  }
}

package dev.windlass.workflows.deployment;

import dev.windlass.workflows.analysis.Alarm;
import dev.windlass.workflows.contract.Markdown;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.deployment.DeploymentStatus.GateStatus;
import dev.windlass.workflows.deployment.DeploymentStatus.HostStatus;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.maintenance.MaintenanceState;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.traffic.Split;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A status as Markdown, for somebody who has only the Temporal UI and is tired: what is going on,
 * what can be signalled now, what went wrong and where, in that order.
 */
final class Picture {

  /**
   * More rows than a screen shows help nobody; those with trouble come first. The page must stay
   * small also because the UI's browser part sends it to its server within a URL.
   */
  private static final int ROWS = 16;

  /** Letters of a cell; the query and the log have the whole text. */
  private static final int CELL = 160;

  /** The newest entries of the timeline; the query has all. */
  private static final int LATELY = 10;

  /** Findings that are shown at a gate; the plan has all. */
  private static final int FINDINGS = 6;

  private final StringBuilder page = new StringBuilder();
  private final DeploymentStatus status;
  private final DeploymentPlan plan;

  private Picture(DeploymentStatus status, DeploymentPlan plan) {
    this.status = status;
    this.plan = plan;
  }

  static String of(DeploymentStatus status, DeploymentPlan plan) {
    Picture picture = new Picture(status, plan);
    picture.heading();
    picture.now();
    picture.page.append(SignalSheet.of(status, plan));
    picture.gates();
    picture.schema();
    picture.weight();
    picture.verdicts();
    picture.hosts();
    picture.lately();
    return picture.page.toString();
  }

  private void heading() {
    String where = WireNames.of(status.phase());
    line(
        "## %s %s · %s · **%s%s**"
            .formatted(
                status.application(),
                status.environment(),
                status.release().isEmpty() ? "no release yet" : status.release(),
                status.outcome() == null ? where : WireNames.of(status.outcome()),
                status.paused() ? ", paused" : ""));
    line(
        "%s %d%s, started by %s %s. Live %sbefore: %s."
            .formatted(
                status.kind().name().toLowerCase(Locale.ROOT),
                status.number(),
                status.revision().isEmpty() ? "" : " of " + Markdown.literal(status.revision()),
                Markdown.literal(status.startedBy()),
                time(status.startedAt()),
                isTakenBack() ? "as " : "",
                status.former() == null ? "nothing" : status.former()));
  }

  private boolean isTakenBack() {
    return status.outcome() == Outcome.ABORTED
        || status.outcome() == Outcome.ROLLED_BACK
        || status.outcome() == Outcome.REFUSED;
  }

  private void now() {
    if (status.reason() != null) {
      line("**" + Markdown.literal(status.reason().sentence()) + "**");
    }
    maintenance();
    alarms();
    GateStatus gate = waiting();
    if (gate != null) {
      line("**Waits for people: gate " + gate.gate() + deadline(gate) + ".**");
    } else if (status.until() != null) {
      line("Goes on by itself at " + time(status.until()) + ".");
    }
    if (status.paused()) {
      line("**Paused: holds at the next safe point until somebody signals `resume`.**");
    }
    status
        .problems()
        .forEach(problem ->
            page.append("- ")
                .append(Markdown.literal(problem.where()))
                .append(": ")
                .append(Markdown.literal(problem.what()))
                .append(problem.mend() == null ? "" : " → " + Markdown.literal(problem.mend()))
                .append('\n'));
    page.append('\n');
  }

  private void maintenance() {
    MaintenanceState closed = status.maintenance();
    if (closed != null) {
      String why = closed.why() == null ? "" : ": " + Markdown.literal(closed.why());
      line("**maintenance on** since " + time(closed.since()) + why);
    }
  }

  private void alarms() {
    if (status.alarms() != null) {
      for (Alarm alarm : status.alarms()) {
        String until = alarm.until() == null ? "" : " until " + time(alarm.until());
        line(
            "**alarm** since %s%s: %s"
                .formatted(time(alarm.since()), until, Markdown.literal(alarm.sentence())));
      }
    }
  }

  /** The gate that is open, or null. */
  private @Nullable GateStatus waiting() {
    return status.can().contains(Verb.APPROVE) ? status.gates().getLast() : null;
  }

  private String deadline(GateStatus gate) {
    Gate of = plan.gate(gate.gate());
    return gate.deadline() == null || of == null
        ? ""
        : ", until "
            + time(gate.deadline())
            + ", then "
            + switch (of.otherwise()) {
              case APPROVE -> "it is taken for approved";
              case REJECT -> "it is rejected";
              case HOLD -> "it goes on waiting";
            };
  }

  private void gates() {
    for (GateStatus gate : status.gates()) {
      page.append("- gate ")
          .append(gate.gate())
          .append(": ")
          .append(gate.answer() == null ? "" : WireNames.of(gate.answer()) + ", ")
          .append(gate.approvedBy().size())
          .append(" of ")
          .append(gate.needs())
          .append(gate.approvedBy().isEmpty() ? " approvals" : " approvals: ")
          .append(Markdown.literal(String.join(", ", gate.approvedBy())))
          .append('\n');
    }
    page.append('\n');
  }

  private void schema() {
    Reading schema = status.schema();
    if (schema == null || schema.scripts().isEmpty()) {
      return;
    }
    line("Schema: **" + Markdown.literal(schema.verdict().sentence()) + "**");
    if (waiting() != null) {
      schema.findings().stream()
          .limit(FINDINGS)
          .forEach(
              finding -> page.append("- ").append(Markdown.literal(finding.line())).append('\n'));
      page.append('\n');
    }
  }

  private void weight() {
    Split split = status.weight();
    if (split != null) {
      int more = split.canary().size() - ROWS;
      line(
          "Weight **%d %%** of the traffic on %s%s"
              .formatted(
                  split.weight(),
                  String.join(" ", split.canary().stream().limit(ROWS).toList()),
                  more > 0 ? " and " + more + " more" : ""));
    }
  }

  private void verdicts() {
    if (status.analysis() == null || status.analysis().checks().isEmpty()) {
      return;
    }
    page.append("| check | during ")
        .append(Markdown.literal(status.analysis().window()))
        .append(" | measured | host |\n|---|---|---|---|\n");
    status
        .analysis()
        .checks()
        .forEach(check ->
            row(
                check.check(),
                WireNames.of(check.verdict()),
                check.detail(),
                check.host() == null ? "" : check.host()));
    page.append('\n');
  }

  private void hosts() {
    List<HostStatus> hosts = status.hosts();
    page.append("| host | state | step | what is wrong |\n|---|---|---|---|\n");
    hosts.stream()
        .sorted((a, b) -> Boolean.compare(a.detail() == null, b.detail() == null))
        .limit(ROWS)
        .forEach(host ->
            row(
                host.host(),
                WireNames.of(host.state()),
                host.step(),
                host.detail() == null ? "" : host.detail()));
    if (hosts.size() > ROWS) {
      page.append("\nand ").append(hosts.size() - ROWS).append(" more hosts\n");
    }
    page.append('\n');
  }

  private void lately() {
    page.append("Lately, the newest first:\n\n");
    status.timeline().reversed().stream()
        .filter(Picture::tells)
        .limit(LATELY)
        .forEach(entry ->
            page.append("- ")
                .append(entry.at().toString(), 11, 19)
                .append(' ')
                .append(Markdown.literal(entry.text()))
                .append('\n'));
  }

  /** Not what stands in the tables already, nor the same end twice. */
  private static boolean tells(TimelineEntry entry) {
    return switch (entry.kind()) {
      case HOST, STEP -> false;
      case PHASE -> entry.phase() != Phase.ENDED;
      default -> true;
    };
  }

  private void row(String... cells) {
    for (String cell : cells) {
      String shown = cell.length() > CELL ? cell.substring(0, CELL) + "…" : cell;
      page.append("| ").append(Markdown.literal(shown)).append(' ');
    }
    page.append("|\n");
  }

  private void line(String text) {
    page.append(text).append("\n\n");
  }

  /** To the second, in the engine's zone: the page does not know the reader's. */
  private static String time(Instant at) {
    String text = at.toString();
    return text.substring(0, 10) + " " + text.substring(11, 19) + " UTC";
  }
}

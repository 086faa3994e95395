package dev.windlass.cli.render;

import dev.windlass.workflows.analysis.AnalysisReport;
import dev.windlass.workflows.analysis.AnalysisReport.CheckReport;
import dev.windlass.workflows.analysis.Check;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.DeploymentStatus.Answer;
import dev.windlass.workflows.deployment.DeploymentStatus.GateStatus;
import dev.windlass.workflows.deployment.DeploymentStatus.HostStatus;
import dev.windlass.workflows.deployment.DeploymentStatus.State;
import dev.windlass.workflows.deployment.Phase;
import dev.windlass.workflows.deployment.Verb;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.traffic.Split;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A run as it stands, as a block of a few lines that a terminal redraws. */
public final class StatusBlock {

  /** Up to so many hosts each have a line of their own. */
  private static final int HOSTS_IN_FULL = 8;

  /** Findings of migrations that are shown at a gate; the plan has all. */
  private static final int FINDINGS = 6;

  private static final int LABEL = 9;
  private static final int BAR = 10;

  private final DeploymentStatus status;
  private final Instant now;
  private final List<String> lines = new ArrayList<>();

  private StatusBlock(DeploymentStatus status, Instant now) {
    this.status = status;
    this.now = now;
  }

  /** The lines, the first saying what and where. */
  public static List<String> of(DeploymentStatus status, Instant now) {
    StatusBlock block = new StatusBlock(status, now);
    block.lines.add(block.head());
    block.hosts();
    block.gates();
    block.schema();
    block.weight();
    block.checks();
    AlarmLines.ofRun(status.alarms()).forEach(alarm -> block.add("alarm", alarm));
    BackupLines.secured(status).forEach(backup -> block.add("backup", backup));
    block.reason();
    block.next();
    return block.lines.stream().map(line -> Words.clip(line, Words.WIDTH)).toList();
  }

  /** {@code shop production 20261121-1 (4f2c9a1) · ramping · 31 m · deployment 482}. */
  private String head() {
    String release = status.release().isEmpty() ? WireNames.of(status.kind()) : status.release();
    String revision =
        status.revision().isEmpty() ? "" : " (" + Words.brief(status.revision()) + ")";
    String phase =
        status.outcome() == null
            ? WireNames.of(status.phase()) + (status.paused() ? ", paused" : "")
            : WireNames.of(status.outcome());
    return "%s %s %s%s · %s · %s · %s"
        .formatted(
            status.application(),
            status.environment(),
            release,
            revision,
            phase,
            Words.duration(Duration.between(status.startedAt(), now)),
            status.number() == 0 ? "not numbered yet" : "deployment " + status.number());
  }

  private void hosts() {
    if (status.hosts().isEmpty()) {
      return;
    }
    if (status.hosts().size() <= HOSTS_IN_FULL) {
      int width = status.hosts().stream().mapToInt(h -> h.host().length()).max().orElse(0);
      for (HostStatus host : status.hosts()) {
        add(lines.size() == 1 ? "hosts" : "", pad(host.host(), width) + "  " + state(host));
      }
      return;
    }
    Map<State, List<String>> byState = new LinkedHashMap<>();
    status
        .hosts()
        .forEach(h -> byState.computeIfAbsent(h.state(), s -> new ArrayList<>()).add(h.host()));
    byState.forEach((state, names) ->
        add(
            lines.size() == 1 ? "hosts" : "",
            "%d/%d %s %s  %s"
                .formatted(
                    names.size(),
                    status.hosts().size(),
                    mark(state),
                    WireNames.of(state),
                    Words.names(names, 70))));
  }

  private static String state(HostStatus host) {
    String step = host.step().isEmpty() || host.state() == State.WAITING ? "" : " " + host.step();
    String doing = host.state() == State.RUNNING ? step : "";
    return mark(host.state())
        + " "
        + WireNames.of(host.state())
        + doing
        + (host.detail() == null ? "" : ": " + host.detail());
  }

  private void gates() {
    for (GateStatus gate : status.gates()) {
      Answer answer = gate.answer();
      String text =
          answer == null
              ? "%d of %d approved%s"
                  .formatted(gate.approvedBy().size(), gate.needs(), until(gate.deadline()))
              : mark(answer == Answer.APPROVED)
                  + " "
                  + WireNames.of(answer)
                  + (gate.approvedBy().isEmpty()
                      ? ""
                      : " by " + String.join(", ", gate.approvedBy()));
      add("gate", gate.gate() + " " + text);
    }
  }

  /** What the migrations do; at a gate also what is to be feared of them. */
  private void schema() {
    Reading schema = status.schema();
    if (schema == null || schema.scripts().isEmpty() || status.outcome() != null) {
      return;
    }
    add("schema", schema.verdict().sentence());
    if (status.gates().stream().anyMatch(gate -> gate.answer() == null)) {
      schema.findings().stream().limit(FINDINGS).forEach(finding -> addWhole(finding.line()));
    }
  }

  private void weight() {
    Split split = status.weight();
    if (split == null) {
      return;
    }
    int filled = split.weight() * BAR / 100;
    String bar = "[" + "#".repeat(filled) + " ".repeat(BAR - filled) + "]";
    String where = split.canary().isEmpty() ? "" : " on " + Words.names(split.canary(), 50);
    boolean bakes = status.phase() == Phase.RAMPING && status.until() != null;
    add("weight", "%s %d %%%s%s".formatted(bar, split.weight(), where, bakes ? bake() : ""));
  }

  private String bake() {
    Instant until = status.until();
    return until == null
        ? ""
        : "    bake " + Words.countdown(Duration.between(now, until)) + " left";
  }

  private void checks() {
    AnalysisReport report = status.analysis();
    if (report == null || report.checks().isEmpty()) {
      return;
    }
    add(
        "checks",
        report.checks().stream().map(StatusBlock::check).collect(Collectors.joining("  ")));
  }

  private static String check(CheckReport check) {
    String measured = "%d/%d".formatted(check.counts().pass(), check.counts().all());
    if (check.verdict() == Verdict.PASS) {
      return check.check() + " ✓ " + measured;
    }
    String host = check.host() == null ? "" : " on " + check.host();
    String warn = check.severity() == Check.Severity.WARN ? " (warn)" : "";
    return "%s ✗ %s%s: %s%s%s"
        .formatted(
            check.check(),
            measured,
            host,
            check.verdict() == Verdict.FAIL ? "" : WireNames.of(check.verdict()) + ", ",
            check.detail(),
            warn);
  }

  private void reason() {
    if (status.reason() != null && status.outcome() == null) {
      add("because", status.reason().sentence());
    }
  }

  private void next() {
    if (status.can().isEmpty() || status.outcome() != null) {
      return;
    }
    String words =
        status.can().stream()
            .map(Verb::name)
            .map(String::toLowerCase)
            .collect(Collectors.joining(" | "));
    add("can", "windlass " + words + "  " + subject());
  }

  private String subject() {
    return status.number() == 0 ? status.environment() : Long.toString(status.number());
  }

  private String until(@org.jspecify.annotations.Nullable Instant deadline) {
    return deadline == null
        ? ", waits"
        : ", " + Words.duration(Duration.between(now, deadline)) + " left";
  }

  private void add(String label, String text) {
    lines.add(" " + pad(label, LABEL) + text);
  }

  /** On as many lines as it takes: who vouches for it stands at its end. */
  private void addWhole(String text) {
    String indent = " ".repeat(LABEL + 1);
    lines.addAll(Words.wrap(indent + text, indent + "  "));
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String mark(boolean good) {
    return good ? "✓" : "✗";
  }

  private static String mark(State state) {
    return switch (state) {
      case LIVE, PREPARED, UNDONE -> "✓";
      case FAILED, UNKNOWN -> "✗";
      case WAITING -> "·";
      case RUNNING -> "›";
    };
  }
}

package dev.windlass.cli.render;

import dev.windlass.workflows.analysis.AnalysisReport;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.DeploymentStatus.State;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.deployment.Verb;
import dev.windlass.workflows.plan.PlanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The last lines of a watched run: how it ended, why, what to type next. */
public final class EndLines {

  private final DeploymentStatus status;
  private final String took;
  private final List<String> lines = new ArrayList<>();

  private EndLines(DeploymentStatus status, Instant ended) {
    this.status = status;
    this.took = Words.duration(Duration.between(status.startedAt(), ended));
  }

  /**
   * The lines of a run that has ended, or that needs attention.
   *
   * @param ended when that was
   */
  public static List<String> of(DeploymentStatus status, Instant ended) {
    EndLines end = new EndLines(status, ended);
    Outcome outcome = status.outcome();
    if (outcome == null) {
      end.attention();
    } else {
      switch (outcome) {
        case SUCCEEDED -> end.succeeded();
        case REFUSED -> end.refused();
        case ROLLED_BACK -> end.backAgain("rolledBack");
        case ABORTED -> end.backAgain("aborted");
        case FAILED -> end.failed();
      }
    }
    return end.lines.stream().flatMap(line -> Words.wrap(line, "  ").stream()).toList();
  }

  private void succeeded() {
    if (status.kind().isMaintenance()) {
      boolean on = status.kind() == PlanKind.MAINTENANCE_ON;
      lines.add("succeeded in " + took + " · maintenance " + (on ? "on" : "off"));
      lines.addAll(ProblemLines.of(status.problems()));
      lines.add("next: windlass maintenance status " + status.environment());
      return;
    }
    if (status.kind() == PlanKind.SETUP) {
      lines.add(
          "succeeded in " + took + " · " + Words.count(status.hosts().size(), "host") + " set up");
      lines.add("next: windlass plan " + status.environment());
      return;
    }
    if (status.kind() == PlanKind.RECOVERY && status.release().isEmpty()) {
      lines.add("succeeded in " + took + " · nothing is live, nothing is left over");
      lines.add("next: windlass plan " + status.environment());
      return;
    }
    long live = status.hosts().stream().filter(h -> h.state() == State.LIVE).count();
    lines.add(
        "succeeded in %s · %d/%d hosts live on %s (%s)"
            .formatted(
                took,
                live,
                status.hosts().size(),
                status.release(),
                Words.brief(status.revision())));
    AlarmLines.ofRun(status.alarms()).forEach(alarm -> lines.add("  alarm: " + alarm));
    secured();
    String back =
        status.former() == null
            ? ""
            : "        back: windlass rollback %s (to %s)"
                .formatted(status.environment(), status.former());
    lines.add("next: windlass status " + status.environment() + back);
  }

  private void secured() {
    BackupLines.secured(status).forEach(backup -> lines.add("  backup " + backup));
  }

  private void refused() {
    lines.add("refused" + because() + ". Nothing changed.");
    lines.addAll(ProblemLines.of(status.problems()));
    lines.add("next: windlass plan " + status.environment());
  }

  private void backAgain(String word) {
    lines.add(word + " after " + took + because());
    worst();
    lines.add(
        status.former() == null
            ? "no release was live before; none is live now"
            : "live is "
                + status.former()
                + " as before"
                + (status.outcome() == Outcome.ROLLED_BACK && !status.release().isEmpty()
                    ? "; " + status.release() + " is marked bad"
                    : ""));
    closed();
    secured();
    lines.add("next: windlass logs " + status.number());
  }

  /** Visitors are still turned away. */
  private void closed() {
    if (status.maintenance() != null) {
      String why = status.maintenance().why();
      lines.add("maintenance stays on" + (why == null ? "" : ": " + why));
      lines.add("to open: windlass maintenance off " + status.environment());
    }
  }

  private void failed() {
    lines.add("failed after " + took + because() + "; the environment is marked dirty");
    closed();
    secured();
    lines.add("next: windlass logs " + status.number());
  }

  private void attention() {
    lines.add("needsAttention after " + took + because() + "; it holds until somebody chooses");
    status.hosts().stream()
        .filter(h -> h.state() == State.FAILED || h.state() == State.UNKNOWN)
        .forEach(
            h -> lines.add("  " + h.host() + "  " + (h.detail() == null ? h.step() : h.detail())));
    String choices =
        status.can().stream()
            .map(Verb::name)
            .map(String::toLowerCase)
            .map(verb -> "windlass " + verb + " " + status.number())
            .collect(Collectors.joining("  ·  "));
    lines.add("choose: " + choices);
  }

  /** The check that decided, with its worst measurement. */
  private void worst() {
    AnalysisReport report = status.analysis();
    if (report == null || report.decisive() == null) {
      return;
    }
    var check = report.decisive();
    lines.add(
        "  %s  %d of %d measurements bad%s: %s"
            .formatted(
                check.check(),
                check.counts().all() - check.counts().pass(),
                check.counts().all(),
                check.host() == null ? "" : ", worst on " + check.host(),
                check.detail()));
  }

  private String because() {
    return status.reason() == null ? "" : ": " + status.reason().sentence();
  }
}

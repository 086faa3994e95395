package dev.windlass.workflows.drill;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.Markdown;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.drill.DrillReport.Timings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A drill's report as a page for people, in Markdown. */
public final class DrillPage {

  private static final String NONE = "–";
  private static final String UNKNOWN = "unknown";

  private final DrillReport report;
  private final List<DrillReport> before;

  /**
   * @param before earlier ones of the same environment, newest first
   */
  public DrillPage(DrillReport report, List<DrillReport> before) {
    this.report = report;
    this.before = List.copyOf(before);
  }

  /** The page, from what to whether, how long, what, and how it was before. */
  public String text() {
    return head() + times() + findings() + rehearsal() + remarks() + trend();
  }

  private String head() {
    return """
    # Drill %s of %s %s: %s

    %s

    - backup: %s, taken %s, read from %s
    - scratch database: %s
    - %s to %s, started by %s
    """
        .formatted(
            report.id(),
            report.application(),
            report.environment(),
            WireNames.of(report.verdict()),
            sentence(),
            or(report.backup()),
            or(report.takenAt()),
            report.store(),
            or(report.scratch()),
            report.startedAt(),
            report.endedAt(),
            Markdown.literal(report.startedBy()));
  }

  private String sentence() {
    List<DrillFinding> bad =
        report.findings().stream().filter(finding -> finding.reason() != null).toList();
    if (bad.isEmpty()) {
      return "Every check is good: this backup can be restored.";
    }
    return bad.stream()
        .map(finding ->
            "**%s** (%s): %s."
                .formatted(
                    finding.check(),
                    WireNames.of(finding.verdict()),
                    Markdown.literal(finding.detail())))
        .collect(Collectors.joining("\n\n"));
  }

  private String times() {
    Timings timings = report.timings();
    Duration recovery = timings == null ? null : timings.recovery();
    return """

    | measured | found | objective |
    |---|---|---|
    | recovery time (RTA) | %s | %s |
    | · fetch | %s | |
    | · decrypt and restore | %s | |
    | · check | %s | |
    | data age (RPA) | %s | %s |
    """
        .formatted(
            words(recovery),
            words(report.objectives().recoveryTime()),
            words(timings == null ? null : timings.fetch()),
            words(timings == null ? null : timings.restore()),
            words(timings == null ? null : timings.check()),
            words(report.dataAge()),
            words(report.objectives().dataAge()));
  }

  private String findings() {
    return report.findings().stream()
        .map(finding ->
            "| %s | %s | %s |\n"
                .formatted(
                    finding.check(),
                    WireNames.of(finding.verdict()),
                    Markdown.literal(finding.detail())))
        .collect(Collectors.joining("", "\n| check | verdict | |\n|---|---|---|\n", ""));
  }

  private String rehearsal() {
    Rehearsal rehearsal = report.rehearsal();
    if (rehearsal == null) {
      return "";
    }
    String head =
        """

        ## Rehearsal of %s

        %s.%s

        | script | took | waited for locks | rows written | locks |
        |---|---|---|---|---|
        """
            .formatted(
                Markdown.literal(rehearsal.revision()),
                Markdown.literal(rehearsal.line()),
                report.proves() && rehearsal.failure() != null
                    ? " The backup itself is fine: every check of it passed."
                    : "");
    return rehearsal.scripts().stream()
        .map(script ->
            "| %s | %s | %s | %s | %s |\n"
                .formatted(
                    Markdown.literal(script.name()),
                    Words.precise(script.took()),
                    script.waited() == null ? UNKNOWN : Words.precise(script.waited()),
                    script.rows() == null ? UNKNOWN : script.rows(),
                    Markdown.literal(locks(script))))
        .collect(Collectors.joining("", head, ""));
  }

  private static String locks(Rehearsal.Script script) {
    String all =
        script.locks().stream()
            .map(lock ->
                "%s %s %s"
                    .formatted(
                        lock.table(), WireNames.of(lock.strength()), Words.precise(lock.held())))
            .collect(Collectors.joining("; "));
    return !all.isEmpty() ? all : script.waited() == null ? UNKNOWN : "none";
  }

  private String remarks() {
    return report.remarks().stream()
        .map(remark -> "- " + Markdown.literal(remark) + "\n")
        .collect(Collectors.joining("", report.remarks().isEmpty() ? "" : "\n", ""));
  }

  private String trend() {
    if (before.isEmpty()) {
      return "";
    }
    return before.stream()
        .map(earlier ->
            "| %s | %s | %s | %s | %s |\n"
                .formatted(
                    earlier.id(),
                    or(earlier.backup()),
                    verdict(earlier),
                    words(earlier.timings() == null ? null : earlier.timings().recovery()),
                    words(earlier.dataAge())))
        .collect(
            Collectors.joining(
                "",
                "\n| before | backup | verdict | recovery time | data age |\n|---|---|---|---|---|\n",
                ""));
  }

  private static String verdict(DrillReport report) {
    String verdict = WireNames.of(report.verdict());
    return report.control() && report.verdict() == Verdict.PASS
        ? verdict + ", with control"
        : verdict;
  }

  private static String or(@Nullable Object value) {
    return value == null ? NONE : value.toString();
  }

  private static String words(@Nullable Duration time) {
    return time == null ? NONE : Words.precise(time);
  }
}

package dev.windlass.activities.analysis;

import dev.windlass.workflows.analysis.AnalysisReport;
import dev.windlass.workflows.analysis.AnalysisReport.CheckReport;
import dev.windlass.workflows.analysis.AnalysisReport.Counts;
import dev.windlass.workflows.analysis.Check;
import dev.windlass.workflows.analysis.RuleDecider;
import dev.windlass.workflows.analysis.RuleDecider.Tally;
import dev.windlass.workflows.analysis.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All series of one window; shared by the threads that measure. */
final class Window {

  private final Instant from;
  private final List<Check> checks;
  private final List<Series> series;

  private Window(Instant from, List<Check> checks, List<Series> series) {
    this.from = from;
    this.checks = checks;
    this.series = series;
  }

  /** What a heartbeat carries. */
  record Kept(Instant from, List<Series> series) {
    Kept {
      series = List.copyOf(series);
    }
  }

  static Window begin(Instant now, List<Check> checks, @Nullable Kept before) {
    return new Window(
        before == null ? now : before.from(),
        checks,
        before == null ? new ArrayList<>() : new ArrayList<>(before.series()));
  }

  synchronized Kept kept() {
    return new Kept(from, series);
  }

  synchronized void add(Check check, @Nullable String host, Measurement measured) {
    int at = indexOf(check, host);
    Series before = at < 0 ? Series.begin(check.name(), host) : series.get(at);
    if (at < 0) {
      series.add(before.plus(measured));
    } else {
      series.set(at, before.plus(measured));
    }
  }

  /** Whether the window need not go on: a check that matters has failed. */
  synchronized boolean failed() {
    return checks.stream()
        .filter(check -> check.severity() == Check.Severity.FAIL)
        .anyMatch(check -> RuleDecider.decide(check.rule(), together(check)) == Verdict.FAIL);
  }

  /** Whether this check on this host need not be measured again. */
  synchronized boolean settled(Check check, @Nullable String host) {
    int at = indexOf(check, host);
    return at >= 0 && RuleDecider.settled(check.rule(), series.get(at).tally());
  }

  /** What the last measurement of a log left for the next. */
  synchronized @Nullable LogMarks marks(Check check, @Nullable String host) {
    int at = indexOf(check, host);
    return at < 0 ? null : series.get(at).marks();
  }

  synchronized AnalysisReport report(String window, Instant until) {
    List<CheckReport> reports = checks.stream().map(this::report).toList();
    return new AnalysisReport(window, from, until, RuleDecider.overall(reports), reports);
  }

  private CheckReport report(Check check) {
    Tally together = together(check);
    Series worst =
        of(check).stream()
            .min(Comparator.comparingInt(Series::rank))
            .orElse(Series.begin(check.name(), null));
    return new CheckReport(
        check.name(),
        check.severity(),
        RuleDecider.decide(check.rule(), together),
        together.counts(),
        worst.host(),
        worst.detail());
  }

  /** Counts are summed; what must be "in a row" is as bad as on the worst host. */
  private Tally together(Check check) {
    List<Series> all = of(check);
    Counts sum = new Counts(0, 0, 0, 0, 0);
    for (Series one : all) {
      Counts c = one.tally().counts();
      sum =
          new Counts(
              sum.pass() + c.pass(),
              sum.fail() + c.fail(),
              sum.inconclusive() + c.inconclusive(),
              sum.error() + c.error(),
              sum.noData() + c.noData());
    }
    return new Tally(
        sum,
        all.stream().mapToInt(s -> s.tally().errorsInARow()).max().orElse(0),
        all.stream().mapToInt(s -> s.tally().passesInARow()).min().orElse(0));
  }

  private List<Series> of(Check check) {
    return series.stream().filter(s -> s.check().equals(check.name())).toList();
  }

  private int indexOf(Check check, @Nullable String host) {
    for (int i = 0; i < series.size(); i++) {
      Series s = series.get(i);
      if (s.check().equals(check.name()) && Objects.equals(s.host(), host)) {
        return i;
      }
    }
    return -1;
  }
}

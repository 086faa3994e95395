package dev.windlass.workflows.analysis;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a window said.
 *
 * @param verdict the worst of its checks of severity {@code fail}
 */
public record AnalysisReport(
    String window, Instant from, Instant until, Verdict verdict, List<CheckReport> checks) {

  public AnalysisReport {
    checks = List.copyOf(checks);
  }

  /** The check that made the verdict, or null when it passed. */
  public @Nullable CheckReport decisive() {
    return checks.stream()
        .filter(c -> c.severity() == Check.Severity.FAIL && c.verdict() == verdict)
        .filter(c -> verdict != Verdict.PASS)
        .findFirst()
        .orElse(null);
  }

  /**
   * One check over the window.
   *
   * @param counts of the measurements
   * @param host where the worst was measured, or null
   * @param detail the worst measurement, or the last good one, e.g. {@code status 500, expected
   *     200}
   */
  public record CheckReport(
      String check,
      Check.Severity severity,
      Verdict verdict,
      Counts counts,
      @Nullable String host,
      String detail) {}

  /** How many measurements were which. */
  public record Counts(int pass, int fail, int inconclusive, int error, int noData) {
    public int all() {
      return pass + fail + inconclusive + error + noData;
    }
  }
}

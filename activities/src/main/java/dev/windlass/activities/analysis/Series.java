package dev.windlass.activities.analysis;

import dev.windlass.workflows.analysis.RuleDecider.Tally;
import dev.windlass.workflows.analysis.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a window has seen so far of one check on one host; survives in heartbeats.
 *
 * @param host or null for a check that is asked of no single host
 * @param worst of its measurements
 * @param detail of the worst, the latest one where several are as bad
 * @param marks what the next measurement of a log begins at; null before the first
 */
record Series(
    String check,
    @Nullable String host,
    Tally tally,
    Verdict worst,
    String detail,
    @Nullable LogMarks marks) {

  private static final List<Verdict> WORST_FIRST =
      List.of(Verdict.FAIL, Verdict.ERROR, Verdict.INCONCLUSIVE, Verdict.NO_DATA, Verdict.PASS);

  static Series begin(String check, @Nullable String host) {
    return new Series(check, host, Tally.NONE, Verdict.PASS, "", null);
  }

  Series plus(Measurement measured) {
    boolean worse = rank(measured.verdict()) <= rank(worst);
    String brief = measured.detail().substring(0, Math.min(500, measured.detail().length()));
    return new Series(
        check,
        host,
        tally.plus(measured.verdict()),
        worse ? measured.verdict() : worst,
        worse ? brief : detail,
        measured.marks() == null ? marks : measured.marks());
  }

  int rank() {
    return rank(worst);
  }

  private static int rank(Verdict verdict) {
    return WORST_FIRST.indexOf(verdict);
  }
}

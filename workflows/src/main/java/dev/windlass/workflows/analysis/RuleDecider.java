package dev.windlass.workflows.analysis;

import dev.windlass.workflows.analysis.AnalysisReport.CheckReport;
import dev.windlass.workflows.analysis.AnalysisReport.Counts;
import java.util.List;

/**
 * Reads measurements by a rule. Whole numbers only; a limit is exceeded, not reached. Whatever
 * could not be told apart from good by measuring is never called a pass.
 */
public final class RuleDecider {

  /** Worst first. */
  private static final List<Verdict> WORST_FIRST =
      List.of(Verdict.FAIL, Verdict.ERROR, Verdict.INCONCLUSIVE, Verdict.NO_DATA, Verdict.PASS);

  private RuleDecider() {}

  /**
   * What a window has seen of one check so far; survives in a heartbeat.
   *
   * @param errorsInARow since the last measurement that could be taken
   * @param passesInARow since the last that was not a pass
   */
  public record Tally(Counts counts, int errorsInARow, int passesInARow) {

    public static final Tally NONE = new Tally(new Counts(0, 0, 0, 0, 0), 0, 0);

    /** With one more measurement. */
    public Tally plus(Verdict measured) {
      return new Tally(
          new Counts(
              counts.pass() + one(measured, Verdict.PASS),
              counts.fail() + one(measured, Verdict.FAIL),
              counts.inconclusive() + one(measured, Verdict.INCONCLUSIVE),
              counts.error() + one(measured, Verdict.ERROR),
              counts.noData() + one(measured, Verdict.NO_DATA)),
          measured == Verdict.ERROR ? errorsInARow + 1 : 0,
          measured == Verdict.PASS ? passesInARow + 1 : 0);
    }

    private static int one(Verdict measured, Verdict counted) {
      return measured == counted ? 1 : 0;
    }
  }

  /**
   * The verdict if the window ended now. {@link Verdict#NO_DATA} asks for as much time again; after
   * that it is inconclusive.
   */
  public static Verdict decide(Rule rule, Tally tally) {
    Counts seen = tally.counts();
    if (seen.fail() > rule.failures()) {
      return Verdict.FAIL;
    }
    if (tally.errorsInARow() > rule.errors()) {
      return Verdict.ERROR;
    }
    if (seen.inconclusive() > rule.inconclusive()) {
      return Verdict.INCONCLUSIVE;
    }
    if (seen.pass() + seen.fail() + seen.inconclusive() > 0) {
      return Verdict.PASS;
    }
    return seen.error() > 0 ? Verdict.ERROR : withoutData(rule.onNoData());
  }

  /** Whether more measuring cannot change the verdict for the better, or is not asked for. */
  public static boolean settled(Rule rule, Tally tally) {
    boolean enough = rule.successes() > 0 && tally.passesInARow() >= rule.successes();
    return enough || tally.counts().fail() > rule.failures();
  }

  /** The worst of the checks of severity {@code fail}; a pass when there is none. */
  public static Verdict overall(List<CheckReport> checks) {
    return WORST_FIRST.stream()
        .filter(verdict ->
            checks.stream()
                .anyMatch(
                    check -> check.severity() == Check.Severity.FAIL && check.verdict() == verdict))
        .findFirst()
        .orElse(Verdict.PASS);
  }

  private static Verdict withoutData(Rule.OnNoData onNoData) {
    return switch (onNoData) {
      case EXTEND -> Verdict.NO_DATA;
      case INCONCLUSIVE -> Verdict.INCONCLUSIVE;
      case FAIL -> Verdict.FAIL;
      case PASS -> Verdict.PASS;
    };
  }
}

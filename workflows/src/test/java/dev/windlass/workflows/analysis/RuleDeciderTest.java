package dev.windlass.workflows.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.analysis.AnalysisReport.CheckReport;
import dev.windlass.workflows.analysis.Check.Severity;
import dev.windlass.workflows.analysis.Rule.OnNoData;
import dev.windlass.workflows.analysis.RuleDecider.Tally;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleDeciderTest {

  /** Two failures, one error in a row and one inconclusive are allowed. */
  private static Rule rule(OnNoData onNoData) {
    return new Rule(Duration.ofSeconds(10), 2, 1, 1, 3, onNoData);
  }

  private static Tally tally(String measured) {
    Tally tally = Tally.NONE;
    for (int at = 0; at < measured.length(); at++) {
      tally =
          tally.plus(
              switch (measured.charAt(at)) {
                case 'p' -> Verdict.PASS;
                case 'f' -> Verdict.FAIL;
                case 'i' -> Verdict.INCONCLUSIVE;
                case 'e' -> Verdict.ERROR;
                default -> Verdict.NO_DATA;
              });
    }
    return tally;
  }

  @ParameterizedTest
  @CsvSource({
    "pp, PASS",
    "ff, PASS",
    "fff, FAIL",
    "fpfpf, FAIL",
    "pe, PASS",
    "pee, ERROR",
    "epe, PASS",
    "e, ERROR",
    "pi, PASS",
    "ii, INCONCLUSIVE",
    "nn, NO_DATA",
    "nnp, PASS",
    "ne, ERROR",
  })
  void aLimitIsExceededNotReached(String measured, Verdict expected) {
    assertThat(RuleDecider.decide(rule(OnNoData.EXTEND), tally(measured))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"EXTEND, NO_DATA", "INCONCLUSIVE, INCONCLUSIVE", "FAIL, FAIL", "PASS, PASS"})
  void noDataMeansWhatTheRuleSays(OnNoData onNoData, Verdict expected) {
    assertThat(RuleDecider.decide(rule(onNoData), tally("n"))).isEqualTo(expected);
    assertThat(RuleDecider.decide(rule(onNoData), Tally.NONE)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"pp, false", "ppp, true", "ppfpp, false", "fff, true", "ee, false"})
  void enoughIsEnough(String measured, boolean settled) {
    assertThat(RuleDecider.settled(rule(OnNoData.EXTEND), tally(measured))).isEqualTo(settled);
  }

  @Test
  void aWarningStopsNothing() {
    assertThat(RuleDecider.overall(List.of(of(Severity.WARN, Verdict.FAIL))))
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void theWorstOfTheChecksDecides() {
    assertThat(
            RuleDecider.overall(
                List.of(
                    of(Severity.FAIL, Verdict.PASS),
                    of(Severity.FAIL, Verdict.NO_DATA),
                    of(Severity.FAIL, Verdict.INCONCLUSIVE),
                    of(Severity.WARN, Verdict.FAIL),
                    of(Severity.FAIL, Verdict.ERROR))))
        .isEqualTo(Verdict.ERROR);
  }

  private static CheckReport of(Severity severity, Verdict verdict) {
    return new CheckReport("up", severity, verdict, Tally.NONE.counts(), null, "");
  }
}

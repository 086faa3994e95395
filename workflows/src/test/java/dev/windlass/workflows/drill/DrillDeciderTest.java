package dev.windlass.workflows.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import dev.windlass.workflows.drill.DrillReport.Timings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DrillDeciderTest {

  private static final Timings TIMINGS =
      new Timings(Duration.ofMinutes(3), Duration.ofMinutes(5), Duration.ofMinutes(2), 100);

  static Stream<Arguments> together() {
    return Stream.of(
        Arguments.of(Verdict.NO_DATA, List.of()),
        Arguments.of(Verdict.NO_DATA, List.of(Verdict.NO_DATA)),
        Arguments.of(Verdict.PASS, List.of(Verdict.NO_DATA, Verdict.PASS)),
        Arguments.of(Verdict.INCONCLUSIVE, List.of(Verdict.PASS, Verdict.INCONCLUSIVE)),
        Arguments.of(Verdict.ERROR, List.of(Verdict.ERROR, Verdict.PASS, Verdict.INCONCLUSIVE)),
        Arguments.of(Verdict.FAIL, List.of(Verdict.ERROR, Verdict.FAIL, Verdict.PASS)));
  }

  @ParameterizedTest
  @MethodSource
  void together(Verdict all, List<Verdict> each) {
    assertThat(
            DrillDecider.together(
                each.stream().map(verdict -> new DrillFinding("one", verdict, null, "")).toList()))
        .isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource({
    "PT10M, PT1H, ,",
    "PT9M59S, PT1H, TOO_SLOW,",
    "PT10M, PT59M, , DATA_TOO_OLD",
    "PT9M, PT2M, TOO_SLOW, DATA_TOO_OLD"
  })
  void whatWasMeasuredIsHeldAgainstWhatWasPromised(
      Duration recovery, Duration age, @Nullable DrillReason slow, @Nullable DrillReason old) {
    assertThat(DrillDecider.promises(new Objectives(recovery, age), TIMINGS, Duration.ofHours(1)))
        .extracting(DrillFinding::reason)
        .containsExactly(slow, old);
  }

  @Test
  void whatWasNotPromisedOrNotMeasuredIsNotJudged() {
    assertThat(DrillDecider.promises(new Objectives(null, null), TIMINGS, Duration.ofDays(9)))
        .isEmpty();
    assertThat(DrillDecider.promises(new Objectives(Duration.ZERO, Duration.ZERO), null, null))
        .isEmpty();
  }

  @Test
  void aControlMustFailForTheDamageThatWasDone() {
    assertThat(
            DrillDecider.ofFlipped(DrillFinding.fail("restore", DrillReason.DAMAGED, "d"))
                .verdict())
        .isEqualTo(Verdict.PASS);
    assertThat(DrillDecider.ofFlipped(null).reason()).isEqualTo(DrillReason.CONTROL_PASSED);
    assertThat(
            DrillDecider.ofFlipped(DrillFinding.fail("restore", DrillReason.SEALED, "k")).reason())
        .isEqualTo(DrillReason.CONTROL_PASSED);
    DrillFinding missing =
        DrillFinding.fail("tables", DrillReason.TABLE_MISSING, "missing: orders");
    assertThat(DrillDecider.ofSpoilt("orders", List.of(missing)).verdict()).isEqualTo(Verdict.PASS);
    assertThat(DrillDecider.ofSpoilt("items", List.of(missing)).reason())
        .isEqualTo(DrillReason.CONTROL_PASSED);
  }
}

package dev.windlass.workflows.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import dev.windlass.workflows.drill.Rehearsal.Lock;
import dev.windlass.workflows.drill.Rehearsal.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  private static final Instant BEGAN = Instant.parse("2026-11-22T05:03:00Z");
  private static final Script FILL =
      new Script(
          "V2__fill.sql",
          Duration.ofMillis(250),
          4_000L,
          List.of(new Lock("orders", Strength.ROW_EXCLUSIVE, Duration.ofMillis(240))),
          Duration.ZERO);
  private static final Script WIDEN =
      new Script(
          "V3__widen.sql",
          Duration.ofMillis(2_950),
          null,
          List.of(
              new Lock("orders", Strength.ACCESS_EXCLUSIVE, Duration.ofMillis(2_940)),
              new Lock("customers", Strength.SHARE_ROW_EXCLUSIVE, Duration.ofMillis(12))),
          null);

  @Test
  void saysInOneLineWhoWaitsHowLong() {
    assertThat(rehearsal(null, null).line())
        .isEqualTo(
            "2 scripts in 3.2 s, locks orders 2.9 s (readers and writers wait),"
                + " customers 12 ms (writers wait)");
  }

  @Test
  void saysHowLongItWaitedItself() {
    Script waited =
        new Script("V4__a.sql", Duration.ofSeconds(5), 1L, List.of(), Duration.ofMillis(1_250));

    assertThat(waited.line()).isEqualTo("V4__a.sql 5.0 s, 1 rows, waited 1.2 s for locks");
    assertThat(
            new Rehearsal("ab", "4f2c9a1", Duration.ofSeconds(9), List.of(waited, FILL), null, null)
                .line())
        .isEqualTo("2 scripts in 9.0 s, waited 1.2 s for locks");
  }

  @Test
  void saysWhatNobodySaw() {
    assertThat(rehearsal(null, "locks are not measured").line())
        .endsWith("; locks are not measured");
  }

  @Test
  void standsOnTheDrillsPageScriptByScript() {
    assertThat(page(rehearsal(null, null), List.of()))
        .contains("## Rehearsal of 4f2c9a1")
        .contains("| V2\\_\\_fill.sql | 250 ms | 0 ms | 4000 | orders rowExclusive 240 ms |")
        .contains(
            "| 2.9 s | unknown | unknown | orders accessExclusive 2.9 s; customers shareRowExclusive 12 ms |")
        .doesNotContain("The backup itself is fine");
  }

  @Test
  void aFailedOneDoesNotSpeakAgainstTheBackup() {
    List<DrillFinding> findings =
        List.of(
            DrillFinding.pass("rows", "all"),
            DrillFinding.fail("rehearsal", DrillReason.REHEARSAL, "V3 does not run"));

    assertThat(page(rehearsal("V3 does not run", null), findings))
        .contains("**rehearsal** (fail): V3 does not run.")
        .contains("The backup itself is fine: every check of it passed.");
  }

  private static Rehearsal rehearsal(@Nullable String failure, @Nullable String unmeasured) {
    return new Rehearsal(
        "ab".repeat(32),
        "4f2c9a1",
        Duration.ofMillis(3_210),
        List.of(FILL, WIDEN),
        failure,
        unmeasured);
  }

  private static String page(Rehearsal rehearsal, List<DrillFinding> findings) {
    return new DrillPage(
            new DrillReport(
                "dr-2",
                "shop",
                "production",
                "dev-1",
                BEGAN,
                BEGAN.plusSeconds(150),
                "b-1",
                BEGAN,
                "s3://offsite/shop",
                "windlass_drill_1",
                findings.isEmpty() ? Verdict.PASS : Verdict.FAIL,
                findings,
                null,
                null,
                new Objectives(null, null),
                false,
                List.of(),
                rehearsal),
            List.of())
        .text();
  }
}

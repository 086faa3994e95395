package dev.windlass.workflows.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import dev.windlass.workflows.drill.DrillReport.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrillPageTest {

  private static final Instant BEGAN = Instant.parse("2026-11-22T05:03:00Z");

  @Test
  void saysWhatWasProvedAndWhatWasMeasured() {
    String page =
        new DrillPage(
                report(
                    "dr-2", Verdict.PASS, DrillFinding.pass("rows", "the very rows of the dump")),
                List.of(report("dr-1", Verdict.FAIL)))
            .text();

    assertThat(page)
        .contains("# Drill dr-2 of shop production: pass\n")
        .contains("Every check is good")
        .contains("| recovery time (RTA) | 2 m 20 s | 30 m |", "| · fetch | 400 ms |")
        .contains("| data age (RPA) | 5 h | – |")
        .contains("| rows | pass | the very rows of the dump |")
        .contains("| dr-1 | b-1 | fail | 2 m 20 s | 5 h |");
  }

  @Test
  void putsWhatIsBadFirst() {
    String page =
        new DrillPage(
                report(
                    "dr-2",
                    Verdict.FAIL,
                    DrillFinding.pass("tables", "all 7"),
                    DrillFinding.fail(
                        "rows", DrillReason.ROWS_DIFFER, "not those of the dump in a|b")),
                List.of())
            .text();

    assertThat(page)
        .contains("**rows** (fail): not those of the dump in a\\|b.")
        .doesNotContain("before");
  }

  private static DrillReport report(String id, Verdict verdict, DrillFinding... findings) {
    return new DrillReport(
        id,
        "shop",
        "production",
        "dev-1",
        BEGAN,
        BEGAN.plusSeconds(150),
        "b-1",
        BEGAN.minusSeconds(18_000),
        "s3://offsite/shop",
        "windlass_drill_1",
        verdict,
        List.of(findings),
        new Timings(Duration.ofMillis(400), Duration.ofMillis(119_600), Duration.ofSeconds(20), 9),
        Duration.ofHours(5),
        new Objectives(Duration.ofMinutes(30), null),
        false,
        List.of(),
        null);
  }
}

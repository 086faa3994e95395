package dev.windlass.workflows.drill;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import dev.windlass.workflows.drill.DrillReport.Timings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What findings say together, and whether what was measured is what was promised. */
final class DrillDecider {

  private DrillDecider() {}

  /** Bad beats unknown, unknown beats good; a check that had nothing to look at says nothing. */
  static Verdict together(List<DrillFinding> findings) {
    for (Verdict worst : List.of(Verdict.FAIL, Verdict.ERROR, Verdict.INCONCLUSIVE, Verdict.PASS)) {
      if (findings.stream().anyMatch(finding -> finding.verdict() == worst)) {
        return worst;
      }
    }
    return Verdict.NO_DATA;
  }

  /** One finding for each promise of which there is a measurement. */
  static List<DrillFinding> promises(
      Objectives objectives, @Nullable Timings timings, @Nullable Duration dataAge) {
    List<DrillFinding> findings = new ArrayList<>();
    if (objectives.recoveryTime() != null && timings != null) {
      findings.add(
          promise(
              "recovery time",
              DrillReason.TOO_SLOW,
              timings.recovery(),
              objectives.recoveryTime()));
    }
    if (objectives.dataAge() != null && dataAge != null) {
      findings.add(promise("data age", DrillReason.DATA_TOO_OLD, dataAge, objectives.dataAge()));
    }
    return findings;
  }

  private static DrillFinding promise(
      String name, DrillReason reason, Duration found, Duration objective) {
    String detail = "%s, objective %s".formatted(Words.of(found), Words.of(objective));
    return found.compareTo(objective) > 0
        ? DrillFinding.fail(name, reason, detail)
        : DrillFinding.pass(name, detail);
  }

  /** A damaged copy must not be restored, and for the reason that it is damaged. */
  static DrillFinding ofFlipped(@Nullable DrillFinding restored) {
    String name = "control: a flipped byte";
    if (restored != null
        && (restored.reason() == DrillReason.DAMAGED
            || restored.reason() == DrillReason.TRUNCATED)) {
      return DrillFinding.pass(name, "was found: " + restored.detail());
    }
    return DrillFinding.fail(
        name,
        DrillReason.CONTROL_PASSED,
        restored == null
            ? "a backup with a flipped byte was restored as if it were whole: the drill is broken"
            : "a backup with a flipped byte failed for another reason: " + restored.detail());
  }

  /** A database without one of its tables must not pass. */
  static DrillFinding ofSpoilt(String table, List<DrillFinding> found) {
    String name = "control: a dropped table";
    Predicate<DrillFinding> named =
        finding ->
            finding.reason() == DrillReason.TABLE_MISSING && finding.detail().contains(table);
    return found.stream().anyMatch(named)
        ? DrillFinding.pass(name, table + " was missed")
        : DrillFinding.fail(
            name,
            DrillReason.CONTROL_PASSED,
            "%s was dropped and nothing missed it: the drill is broken".formatted(table));
  }
}

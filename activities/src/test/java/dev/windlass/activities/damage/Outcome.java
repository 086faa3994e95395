package dev.windlass.activities.damage;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.drill.DrillFinding;
import dev.windlass.workflows.drill.DrillReason;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a drill or a restore ended.
 *
 * @param reasons of findings that are not good
 * @param failure wire name of the failure that was thrown; null where none was
 * @param words all that was said
 */
record Outcome(List<DrillReason> reasons, @Nullable String failure, String words) {

  static Outcome of(Supplier<List<DrillFinding>> work) {
    try {
      List<DrillFinding> bad =
          work.get().stream()
              .filter(one -> one.verdict() == Verdict.FAIL || one.verdict() == Verdict.ERROR)
              .toList();
      return new Outcome(
          bad.stream().map(DrillFinding::reason).filter(Objects::nonNull).toList(),
          null,
          bad.stream().map(DrillFinding::detail).collect(Collectors.joining("; ")));
    } catch (ActivityFailure | ApplicationFailure e) {
      for (Throwable at = e; at != null; at = at.getCause()) {
        if (at instanceof ApplicationFailure failure) {
          return new Outcome(List.of(), failure.getType(), failure.getOriginalMessage());
        }
      }
      throw e;
    }
  }

  boolean isGood() {
    return reasons.isEmpty() && failure == null;
  }
}

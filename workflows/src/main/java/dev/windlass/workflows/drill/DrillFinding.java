package dev.windlass.workflows.drill;

import dev.windlass.workflows.analysis.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What one check of a drill found.
 *
 * @param check its name, for people: {@code rows}, {@code foreign keys}, …
 * @param reason why it is not good, or null where it is, or where nothing was to be checked
 * @param detail what was found and what was expected
 */
public record DrillFinding(
    String check, Verdict verdict, @Nullable DrillReason reason, String detail) {

  public static DrillFinding pass(String check, String detail) {
    return new DrillFinding(check, Verdict.PASS, null, detail);
  }

  public static DrillFinding fail(String check, DrillReason reason, String detail) {
    return new DrillFinding(check, Verdict.FAIL, reason, detail);
  }

  /** It could not be found out. */
  public static DrillFinding error(String check, DrillReason reason, String detail) {
    return new DrillFinding(check, Verdict.ERROR, reason, detail);
  }

  public static DrillFinding noData(String check, String detail) {
    return new DrillFinding(check, Verdict.NO_DATA, null, detail);
  }
}

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
public record Finding(
    String check, Verdict verdict, @Nullable DrillReason reason, String detail) {

  public static Finding pass(String check, String detail) {
    return new Finding(check, Verdict.PASS, null, detail);
  }

  public static Finding fail(String check, DrillReason reason, String detail) {
    return new Finding(check, Verdict.FAIL, reason, detail);
  }

  /** It could not be found out. */
  public static Finding error(String check, DrillReason reason, String detail) {
    return new Finding(check, Verdict.ERROR, reason, detail);
  }

  public static Finding noData(String check, String detail) {
    return new Finding(check, Verdict.NO_DATA, null, detail);
  }
}

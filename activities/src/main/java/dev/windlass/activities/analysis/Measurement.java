package dev.windlass.activities.analysis;

import dev.windlass.workflows.analysis.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * One datum: which of five, and what was seen.
 *
 * @param marks what the next measurement of a log begins at; null for what is no log
 */
record Measurement(Verdict verdict, String detail, @Nullable LogMarks marks) {

  Measurement(Verdict verdict, String detail) {
    this(verdict, detail, null);
  }

  static Measurement pass(String detail) {
    return new Measurement(Verdict.PASS, detail);
  }

  static Measurement fail(String detail) {
    return new Measurement(Verdict.FAIL, detail);
  }

  static Measurement error(String detail) {
    return new Measurement(Verdict.ERROR, detail);
  }

  Measurement with(@Nullable LogMarks found) {
    return new Measurement(verdict, detail, found);
  }
}

package dev.windlass.activities.analysis;

import dev.windlass.workflows.analysis.Verdict;

/** One datum: which of five, and what was seen. */
record Measurement(Verdict verdict, String detail) {

  static Measurement pass(String detail) {
    return new Measurement(Verdict.PASS, detail);
  }

  static Measurement fail(String detail) {
    return new Measurement(Verdict.FAIL, detail);
  }

  static Measurement error(String detail) {
    return new Measurement(Verdict.ERROR, detail);
  }
}

package dev.windlass.sandbox;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class RealPartsTest {
  @Test
  void skipsWhereAPartIsMissingButFailsInContinuousIntegration() {
    boolean skippingIsForbidden = "true".equals(System.getenv("CI"));
    assertThatThrownBy(() -> RealParts.require("sh", "no-such-program"))
        .isInstanceOf(skippingIsForbidden ? AssertionFailedError.class : TestAbortedException.class)
        .hasMessageContaining("not installed: no-such-program");
  }

  @Test
  void letsATestRunWhoseProgramsAreAllThere() {
    assertThatCode(() -> RealParts.require("sh")).doesNotThrowAnyException();
  }
}

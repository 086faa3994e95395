package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionsTest {

  @ParameterizedTest
  @EnumSource(Phase.class)
  void nothingFollowsTheEndAndNothingGoesBackToThePreflight(Phase phase) {
    assertThat(Transitions.allowed(Phase.ENDED, phase)).isFalse();
    assertThat(Transitions.allowed(phase, Phase.PREFLIGHT)).isEqualTo(phase == Phase.PREFLIGHT);
  }

  @ParameterizedTest
  @CsvSource({"PUBLISHING, MIGRATING", "VERIFYING, RAMPING", "UNDOING, PUBLISHING"})
  void forwardsOnly(Phase from, Phase to) {
    assertThatThrownBy(() -> Transitions.check(from, to))
        .isInstanceOf(Transitions.IllegalTransition.class)
        .hasMessageContaining(from + " -> " + to);
  }

  @Test
  void theUndoFollowsEveryPhaseButTheEnd() {
    for (Phase phase : Phase.values()) {
      assertThat(Transitions.allowed(phase, Phase.UNDOING)).isEqualTo(phase != Phase.ENDED);
    }
  }
}

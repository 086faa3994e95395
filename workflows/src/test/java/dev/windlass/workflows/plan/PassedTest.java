package dev.windlass.workflows.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.fleet.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PassedTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final ReleaseSource.Artifact ARTIFACT =
      new ReleaseSource.Artifact("ab".repeat(32), 1000, ArchiveForm.TAR_GZ, "4f2c9a1");
  private static final Passed WITHIN_A_WEEK = new Passed("staging", Duration.ofDays(7));

  static Stream<Arguments> whatIsThere() {
    return Stream.of(
        Arguments.of(
            new Passed.Seen(0, null, false, null),
            "has not passed, expected within 7 d; live there is nothing"),
        Arguments.of(
            new Passed.Seen(0, null, false, "b81d77e"),
            "has not passed, expected within 7 d; live there is b81d77e"),
        Arguments.of(before(Duration.ofHours(2), false), null),
        Arguments.of(before(Duration.ofDays(7), false), null),
        Arguments.of(
            before(Duration.ofDays(7).plusHours(1), false),
            "passed 7 d 1 h ago in deployment 41, expected within 7 d; live there is 4f2c9a1"),
        Arguments.of(
            before(Duration.ofHours(2), true),
            "passed in deployment 41, and was marked bad since; live there is 4f2c9a1"));
  }

  private static Passed.Seen before(Duration age, boolean bad) {
    return new Passed.Seen(41, NOW.minus(age), bad, "4f2c9a1");
  }

  @ParameterizedTest
  @MethodSource("whatIsThere")
  void objectsToWhatHasNotPassedInTime(Passed.Seen seen, @Nullable String what) {
    Problem problem = WITHIN_A_WEEK.problem(ARTIFACT, seen, NOW);

    assertThat(problem == null ? null : problem.what())
        .isEqualTo(what == null ? null : "staging: artifact abababababab of 4f2c9a1 " + what);
  }

  @Test
  void saysWhatToTypeNext() {
    Problem problem = WITHIN_A_WEEK.problem(ARTIFACT, new Passed.Seen(0, null, false, null), NOW);

    assertThat(problem)
        .extracting(Problem::where, Problem::mend)
        .containsExactly(
            "passed", "windlass deploy staging with the same artifact, then plan again");
  }
}

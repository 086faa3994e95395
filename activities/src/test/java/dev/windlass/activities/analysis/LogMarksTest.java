package dev.windlass.activities.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.analysis.LogMarks.Grown;
import dev.windlass.activities.analysis.LogMarks.Read;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogMarksTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void countsWhatCameWithinTheTimeAndForgetsTheRest() {
    LogMarks marks = LogMarks.after(null, List.of(), new Grown(NOON, 3), MINUTE);
    marks = LogMarks.after(marks, List.of(), new Grown(NOON.plusSeconds(59), 2), MINUTE);
    assertThat(marks.lines(NOON.plusSeconds(59), MINUTE)).isEqualTo(5);

    marks = LogMarks.after(marks, List.of(), new Grown(NOON.plusSeconds(60), 1), MINUTE);
    assertThat(marks.lines(NOON.plusSeconds(60), MINUTE)).isEqualTo(3);
    assertThat(marks.grown()).hasSize(2);
  }

  @Test
  void countsAllOfAWindowWhereNoTimeIsGiven() {
    LogMarks marks = LogMarks.after(null, List.of(), new Grown(NOON, 3), null);
    marks = LogMarks.after(marks, List.of(), new Grown(NOON.plusSeconds(299), 2), null);
    assertThat(marks.lines(NOON.plusSeconds(299), null)).isEqualTo(5);
  }

  @Test
  void keepsHowFarTheLastLookRead() {
    LogMarks marks = LogMarks.after(null, List.of(new Read("7", 10)), new Grown(NOON, 0), null);
    marks = LogMarks.after(marks, List.of(new Read("8", 3)), new Grown(NOON, 0), null);
    assertThat(marks.files()).containsExactly(new Read("8", 3));
    assertThat(marks.grown()).isEmpty();
  }
}

package dev.windlass.activities.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.restore.RestoreActivities.Progress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadProgressTest {

  @ParameterizedTest
  @CsvSource({
    "0, 900, PT5S, 0, ",
    "0, 900, PT0S, 0, ",
    "300, 900, PT3S, 100, PT6S",
    "900, 900, PT3S, 300, PT0S",
    "950, 900, PT1S, 950, PT0S",
    "12000000000, 30000000000, PT20M, 10000000, PT30M",
  })
  void theRestTakesAsLongAsTheRateSays(
      long bytes, long total, Duration took, long rate, Duration remaining) {
    assertThat(Progress.of(bytes, total, took))
        .isEqualTo(new Progress(bytes, total, rate, remaining));
  }

  @Test
  void countsWhatWasLoaded() throws Exception {
    LoadProgress progress = new LoadProgress(900);
    progress.add(200);
    progress.add(100);
    Thread.sleep(20);

    Progress now = progress.now();

    assertThat(now.bytes()).isEqualTo(300);
    assertThat(now.total()).isEqualTo(900);
    assertThat(now.bytesPerSecond()).isBetween(1L, 300L * 50);
    assertThat(now.remaining()).isNotNull();
  }

  @Test
  void theCopyOfAnotherStoreBeginsAnew() {
    LoadProgress progress = new LoadProgress(900);
    progress.add(700);

    progress.restart();

    assertThat(progress.now().bytes()).isZero();
    assertThat(progress.now().remaining()).isNull();
  }
}

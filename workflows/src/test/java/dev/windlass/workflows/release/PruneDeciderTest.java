package dev.windlass.workflows.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PruneDeciderTest {

  @Test
  void callsAHostCrowdedOnlyWhereManyJobsWereCounted() {
    assertThat(PruneDecider.crowded(null)).isFalse();
    assertThat(PruneDecider.crowded(50)).isFalse();
    assertThat(PruneDecider.crowded(51)).isTrue();
  }

  private static final List<String> ON_DISK = List.of("1", "2", "3", "4", "5");

  @Test
  void theOldestGoAndTheLiveOneCounts() {
    assertThat(PruneDecider.removable(ON_DISK, 3, List.of("5"))).containsExactly("1", "2");
  }

  @Test
  void theFormerGoodStaysHoweverOldItIs() {
    assertThat(PruneDecider.removable(ON_DISK, 2, List.of("5", "1")))
        .containsExactly("2", "3", "4");
    assertThat(PruneDecider.removable(ON_DISK, 1, List.of("5", "1")))
        .containsExactly("2", "3", "4");
  }

  @Test
  void nothingGoesWhereThereIsRoom() {
    assertThat(PruneDecider.removable(ON_DISK, 5, List.of("5"))).isEmpty();
    assertThat(PruneDecider.removable(List.of(), 5, List.of("5"))).isEmpty();
  }
}

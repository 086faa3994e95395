package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.stories.Visitors.Visit;
import java.time.Duration;
import java.util.List;

/** What visitors of a site saw that was closed and opened again while they came. */
final class TurnedAway {

  /** For so long nginx' workers of before and after a reload may answer side by side, nanos. */
  private static final long RELOAD = Duration.ofSeconds(1).toNanos();

  private TurnedAway() {}

  /**
   * One stretch of 503 with the message, and 200 before and after. A stretch that is over within
   * two reloads has no middle to look at.
   */
  static void onceAndInOnePiece(List<Visit> visits, String message) {
    assertThat(visits)
        .allMatch(visit -> visit.status() == 200 || visit.body().contains(message))
        .allMatch(visit -> visit.status() == 200 || visit.status() == 503);
    List<Long> closed =
        visits.stream().filter(visit -> visit.status() == 503).map(Visit::began).sorted().toList();
    assertThat(closed).as("turned away").isNotEmpty();
    long from = closed.getFirst() + RELOAD;
    long until = closed.getLast() - RELOAD;
    List<Visit> middle =
        visits.stream()
            .filter(visit -> visit.began() - from > 0 && visit.began() - until < 0)
            .toList();
    assertThat(until - from > RELOAD && middle.isEmpty()).as("nobody came meanwhile").isFalse();
    assertThat(middle)
        .as("once closed, it stays closed until it opens")
        .allMatch(visit -> visit.status() == 503);
  }
}

package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.Words;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Since when nothing of the application can have written to its database, as far as the run itself
 * has seen to it: visitors are turned away, queue workers and timed jobs rest. Whoever is let
 * through a maintenance, or writes past the application, is not seen.
 */
final class Silence {

  private @Nullable Instant since;
  private @Nullable String broken;

  /** From now on; where it is so already, since then. */
  void begins() {
    if (since == null) {
      since = NamedTimer.now();
    }
  }

  /**
   * Somebody may write from now on; of several reasons the first is told.
   *
   * @param by for people
   */
  void ends(String by) {
    since = null;
    if (broken == null) {
      broken = by;
    }
  }

  /** Why what was written since then may be more than nothing, in words; null where it is not. */
  @Nullable String objection(Instant then) {
    if (since != null && !since.isAfter(then)) {
      return null;
    }
    Duration open = Duration.between(then, NamedTimer.now());
    return "%s, so whatever was written in the %s since %s would be lost"
        .formatted(why(), Words.of(open.isNegative() ? Duration.ZERO : open), then);
  }

  private String why() {
    if (since != null) {
      return "visitors were kept away only later";
    }
    return broken == null ? "visitors were never kept away" : broken;
  }
}

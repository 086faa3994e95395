package dev.windlass.activities.fleet;

import java.time.Duration;

/**
 * How long a host may stay away.
 *
 * @param reach while nothing is known to have started there
 * @param comeBack since the last sign of life, when something may run there: a reboot takes minutes
 * @param again pause between two tries
 */
public record Patience(Duration reach, Duration comeBack, Duration again) {

  public static Patience usual() {
    return new Patience(Duration.ofSeconds(40), Duration.ofMinutes(3), Duration.ofSeconds(1));
  }
}

package dev.windlass.activities.fleet;

import java.time.Duration;

/**
 * How long a host may stay away.
 *
 * @param reach while nothing is known to have started there
 * @param silent while a look changes nothing, and no connection is accepted there at all; an sshd
 *     under load accepts them and drops some, so it is given {@code reach}
 * @param comeBack since the last sign of life, when something may run there: a reboot takes minutes
 * @param again pause between two tries
 */
public record Patience(Duration reach, Duration silent, Duration comeBack, Duration again) {

  public static Patience usual() {
    return new Patience(
        Duration.ofSeconds(40),
        Duration.ofSeconds(8),
        Duration.ofMinutes(3),
        Duration.ofSeconds(1));
  }

  /** Of a step that changes something: what has begun waits for a host that starts anew. */
  Patience whileChanging() {
    return new Patience(reach, reach, comeBack, again);
  }
}

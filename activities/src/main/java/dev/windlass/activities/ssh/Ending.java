package dev.windlass.activities.ssh;

import java.time.Duration;

/** How a remote command ended, as far as it is known. */
public sealed interface Ending {

  /** It ended by itself with this exit code. */
  record Exited(int code) implements Ending {}

  /** A signal ended it, for example {@code KILL}. */
  record Signalled(String signal) implements Ending {}

  /** It was still running after its time limit. */
  record TimedOut(Duration limit) implements Ending {}

  /** The stream ended without a status: whether the command ran, and to which end, is unknown. */
  record ConnectionLost() implements Ending {}

  /** Whether it is known to have ended with exit code 0. */
  default boolean isZero() {
    return this instanceof Exited(int code) && code == 0;
  }
}

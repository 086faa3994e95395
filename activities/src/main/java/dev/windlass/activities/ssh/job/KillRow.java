package dev.windlass.activities.ssh.job;

/**
 * What became of one operation that was to be killed. In every case it can't start any more.
 *
 * @param detail for {@link State#ALIVE} the processes that are left, else empty
 */
public record KillRow(String operation, State state, String detail) {

  /** How the operation was found or left. */
  public enum State {
    /** It had never been started. */
    NEVER_STARTED,
    /** It had ended by itself before. */
    FINISHED,
    /** It was running; no process of it is left. */
    DEAD,
    /** Processes of it are left that couldn't be ended. */
    ALIVE
  }
}

package dev.windlass.activities.backup.dump;

import java.io.IOException;

/** A dump could not be restored. */
public final class RestoreFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why not, and what became of the target. */
  public enum Reason {
    /** The target holds something; nothing was written. */
    NOT_EMPTY,
    /** The target can't be reached or looked at; nothing was written. */
    UNREACHABLE,
    /** A table was asked for that the dump doesn't hold; nothing was written. */
    NO_SUCH_TABLE,
    /** The target's server has no room for it; the target is as after another error. */
    FULL,
    /** The tool stopped at an error; the target is as before. */
    ROLLED_BACK,
    /** The tool stopped at an error; the target holds a part. */
    HALF_RESTORED
  }

  RestoreFailedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Whether the tool had begun to restore, so that what it was fed with may be to blame. */
  public boolean isOfTheTool() {
    return reason == Reason.ROLLED_BACK || reason == Reason.HALF_RESTORED;
  }

  public Reason reason() {
    return reason;
  }
}

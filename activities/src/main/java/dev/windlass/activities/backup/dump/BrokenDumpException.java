package dev.windlass.activities.backup.dump;

import java.io.IOException;

/** There is no whole dump. */
public final class BrokenDumpException extends IOException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why there is none. */
  public enum Reason {
    /** The dump ends before its own end. */
    CUT_SHORT,
    /** It isn't what the tool writes; or what a later version of it writes. */
    UNREADABLE,
    /** The tool said that it failed, or isn't installed: the next call would end alike. */
    TOOL_FAILED,
    /** The server or the tool's host was lost or not reached: the next call may succeed. */
    LOST
  }

  BrokenDumpException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}

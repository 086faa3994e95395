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
    /** The tool said that it failed, or isn't installed. */
    TOOL_FAILED
  }

  BrokenDumpException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}

package dev.windlass.activities.ssh;

/** A host is there but doesn't do what was asked with a file. */
public final class FileRefusedException extends RemoteHostException {

  private static final long serialVersionUID = 1L;

  private final Why why;

  /** What hinders. */
  public enum Why {
    ABSENT,
    PRESENT,
    DENIED,
    /** No room on the file system, or none left for this login. */
    FULL,
    /** The host gives no reason that we know, or offers no SFTP. */
    UNTOLD
  }

  public FileRefusedException(Why why, String message) {
    super(message, null);
    this.why = why;
  }

  public Why why() {
    return why;
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

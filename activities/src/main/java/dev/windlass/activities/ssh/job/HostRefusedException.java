package dev.windlass.activities.ssh.job;

/** A host can't do what jobs need: space, rights, a missing tool. Nothing was started. */
public final class HostRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public HostRefusedException(String message) {
    super(message);
  }
}

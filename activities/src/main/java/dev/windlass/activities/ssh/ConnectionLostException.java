package dev.windlass.activities.ssh;

import org.jspecify.annotations.Nullable;

/** The connection broke while it was in use; what the host did is unknown. */
public final class ConnectionLostException extends RemoteHostException {

  private static final long serialVersionUID = 1L;

  public ConnectionLostException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean isRetryable() {
    return true;
  }
}

package dev.windlass.activities.ssh;

import org.jspecify.annotations.Nullable;

/** Nothing answers there, or it drops connections. */
public final class HostUnreachableException extends RemoteHostException {

  private static final long serialVersionUID = 1L;

  public HostUnreachableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean isRetryable() {
    return true;
  }
}

package dev.windlass.activities.ssh;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Nothing answers there, or it drops connections. */
public final class HostUnreachableException extends RemoteHostException {

  private static final long serialVersionUID = 1L;

  public HostUnreachableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Not even a connection was accepted; not the same as one that was dropped later. */
  public boolean isSilent() {
    return getCause() instanceof IOException;
  }

  @Override
  public boolean isRetryable() {
    return true;
  }
}

package dev.windlass.activities.ssh;

import org.jspecify.annotations.Nullable;

/** The host shows a key that isn't pinned, or another one than the pinned. */
public final class HostKeyRefusedException extends RemoteHostException {

  private static final long serialVersionUID = 1L;

  public HostKeyRefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

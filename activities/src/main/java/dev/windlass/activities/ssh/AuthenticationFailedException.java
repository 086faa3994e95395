package dev.windlass.activities.ssh;

import org.jspecify.annotations.Nullable;

/** The host doesn't accept our key, or there is none of that name. */
public final class AuthenticationFailedException extends RemoteHostException {

  private static final long serialVersionUID = 1L;

  public AuthenticationFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

package dev.windlass.activities.ssh;

import org.jspecify.annotations.Nullable;

/** The host couldn't take a file: no space, no right, or another digest arrived. */
public final class UploadFailedException extends RemoteHostException {

  private static final long serialVersionUID = 1L;

  public UploadFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

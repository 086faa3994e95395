package dev.windlass.activities.ssh;

import org.jspecify.annotations.Nullable;

/** A host could not be reached or used. The message names the host and what to do. */
public abstract sealed class RemoteHostException extends RuntimeException
    permits HostUnreachableException,
        HostKeyRefusedException,
        AuthenticationFailedException,
        ConnectionLostException,
        UploadFailedException,
        FileRefusedException {

  private static final long serialVersionUID = 1L;

  RemoteHostException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Whether the same call can succeed later without anybody changing anything. */
  public abstract boolean isRetryable();
}

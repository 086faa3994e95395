package dev.windlass.activities.http;

import java.io.IOException;

/** Nobody listens there: the host answered, and said no. */
public final class ConnectionRefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  ConnectionRefusedException(Throwable cause) {
    super("connection refused", cause);
  }
}

package dev.windlass.cli.client;

import java.net.URI;

/** No server answered. */
public final class UnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreachableException(URI server, Throwable cause) {
    super("no answer from " + server + " (" + reason(cause) + ")", cause);
  }

  private static String reason(Throwable cause) {
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName().replaceAll("([a-z])([A-Z])", "$1 $2")
        : cause.getMessage();
  }
}

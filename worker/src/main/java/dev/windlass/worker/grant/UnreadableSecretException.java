package dev.windlass.worker.grant;

/** A value is not where the settings say; the message names the place, never a value. */
final class UnreadableSecretException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableSecretException(String message) {
    super(message);
  }
}

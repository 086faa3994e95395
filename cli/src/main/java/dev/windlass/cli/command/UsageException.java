package dev.windlass.cli.command;

/** The command cannot be carried out as it was typed; nothing was sent. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}

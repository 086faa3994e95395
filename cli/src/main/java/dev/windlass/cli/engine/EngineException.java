package dev.windlass.cli.engine;

/** An engine that cannot be had. The message says what was found and what to do, for operators. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EngineException(String message) {
    super(message);
  }

  EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}

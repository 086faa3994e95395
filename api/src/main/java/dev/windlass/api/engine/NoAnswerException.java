package dev.windlass.api.engine;

import java.time.Duration;

/** Temporal, or the worker behind it, did not answer in time. */
public final class NoAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoAnswerException(Duration waited, Throwable cause) {
    super("no Windlass worker answered within " + waited.toSeconds() + " s", cause);
  }
}

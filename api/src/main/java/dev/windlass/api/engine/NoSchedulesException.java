package dev.windlass.api.engine;

/** The engine has no schedules: the one inside {@code windlass up} never has. */
public final class NoSchedulesException extends RuntimeException {

  NoSchedulesException(Throwable cause) {
    super("this engine has no schedules", cause);
  }
}

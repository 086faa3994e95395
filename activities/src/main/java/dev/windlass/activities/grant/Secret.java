package dev.windlass.activities.grant;

/**
 * A secret's value. It prints as {@code [REDACTED]}, has no JSON form, and is read at use: never
 * kept in a field, never part of a payload, log, error or argument of a process.
 */
public final class Secret {

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  public static Secret of(String value) {
    return new Secret(value);
  }

  /** The value itself; only for what hands it to its user. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }
}

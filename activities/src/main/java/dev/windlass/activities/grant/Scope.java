package dev.windlass.activities.grant;

/** Whom a grant is for: one environment of one application. */
public record Scope(String application, String environment) {

  @Override
  public String toString() {
    return application + " " + environment;
  }
}

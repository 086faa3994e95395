package dev.windlass.store.token;

/**
 * A role in one place.
 *
 * @param application name, or {@code *} for all
 * @param environment name, or {@code *} for all
 */
public record RoleGrant(String application, String environment, Role role) {

  public static final String ANY = "*";

  boolean covers(Role asked, String inApplication, String inEnvironment) {
    return role.covers(asked)
        && (application.equals(ANY) || application.equals(inApplication))
        && (environment.equals(ANY) || environment.equals(inEnvironment));
  }
}

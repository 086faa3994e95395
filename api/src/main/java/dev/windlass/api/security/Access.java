package dev.windlass.api.security;

import dev.windlass.api.problem.Refusal;
import dev.windlass.store.token.Role;
import dev.windlass.store.token.RoleGrant;
import dev.windlass.store.token.Token;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Asks whether the one who is asking may. */
public final class Access {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.permission");

  private Access() {}

  /** Who asks. Every door but the open ones stands behind the token check. */
  public static Token operator() {
    Authentication found = SecurityContextHolder.getContext().getAuthentication();
    if (found != null && found.getPrincipal() instanceof Token token) {
      return token;
    }
    throw Refusal.of(HttpStatus.UNAUTHORIZED, "Not signed in", "a bearer token is expected");
  }

  /**
   * Who asks, if they have the role there.
   *
   * @param environment or {@code *} for what concerns all of them
   * @throws Refusal naming the role that is missing
   */
  public static Token require(Role role, String application, String environment) {
    Token operator = operator();
    if (operator.may(role, application, environment)) {
      return operator;
    }
    throw denied(operator, role, application, environment);
  }

  /** The same, for what a role in any environment of the application is enough for. */
  public static Token requireSomewhere(Role role, String application) {
    Token operator = operator();
    if (maySomewhere(operator, role, application)) {
      return operator;
    }
    throw denied(operator, role, application, "(any environment)");
  }

  /** Whether the operator has the role in any environment of the application. */
  public static boolean maySomewhere(Token operator, Role role, String application) {
    return operator.roles().stream()
        .anyMatch(grant -> operator.may(role, application, grant.environment()));
  }

  private static Refusal denied(Token operator, Role role, String application, String environment) {
    String wanted = word(role);
    LOG.atWarn()
        .addKeyValue("operator", operator.name())
        .addKeyValue("role", wanted)
        .addKeyValue("application", application)
        .addKeyValue("environment", environment)
        .log("permission denied");
    return Refusal.of(
            HttpStatus.FORBIDDEN,
            "Not permitted",
            "this needs role %s for %s %s; %s has %s. Nothing changed."
                .formatted(wanted, application, environment, operator.name(), words(operator)))
        .next("ask an admin for role " + wanted);
  }

  private static String words(Token operator) {
    List<RoleGrant> roles = operator.roles();
    return roles.isEmpty()
        ? "none"
        : roles.stream()
            .map(grant ->
                word(grant.role()) + " for " + grant.application() + " " + grant.environment())
            .collect(Collectors.joining(", "));
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}

package dev.windlass.store.token;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token without its secret.
 *
 * @param name of the operator who holds it, unique
 * @param expiresAt or null for never
 * @param lastUsedAt to the minute, or null
 * @param revokedAt or null
 */
public record Token(
    String id,
    String name,
    String createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt,
    List<RoleGrant> roles) {

  public Token {
    roles = List.copyOf(roles);
  }

  /**
   * Whether the holder may act there. Ask with {@code *} for what concerns all applications: only a
   * role that was given for all covers that.
   */
  public boolean may(Role role, String application, String environment) {
    return roles.stream().anyMatch(grant -> grant.covers(role, application, environment));
  }
}

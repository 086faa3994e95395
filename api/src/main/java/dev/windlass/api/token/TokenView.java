package dev.windlass.api.token;

import dev.windlass.store.token.RoleGrant;
import dev.windlass.store.token.Token;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token without its secret.
 *
 * @param name of the operator who holds it
 */
public record TokenView(
    String id,
    String name,
    List<RoleGrant> roles,
    String createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  public TokenView {
    roles = List.copyOf(roles);
  }

  static TokenView of(Token token) {
    return new TokenView(
        token.id(),
        token.name(),
        token.roles(),
        token.createdBy(),
        token.createdAt(),
        token.expiresAt(),
        token.lastUsedAt(),
        token.revokedAt());
  }
}

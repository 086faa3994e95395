package dev.windlass.store.token;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token to be made.
 *
 * @param expiresAt or null for never
 */
public record NewToken(
    String name,
    List<RoleGrant> roles,
    String createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt) {
  public NewToken {
    roles = List.copyOf(roles);
  }
}

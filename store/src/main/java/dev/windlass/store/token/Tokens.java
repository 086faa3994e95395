package dev.windlass.store.token;

import dev.windlass.store.artifact.Digests;
import dev.windlass.store.database.Columns;
import dev.windlass.store.database.Database;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tokens. A secret has 256 random bits, so a plain SHA-256 of it is safe to keep and quick to
 * check.
 */
public final class Tokens {

  private static final String PREFIX = "windlass_";
  private static final int SECRET_BYTES = 32;
  private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);
  private final SecureRandom random = new SecureRandom();
  private final Database database;
  private final JdbcClient jdbc;

  public Tokens(Database database) {
    this.database = database;
    this.jdbc = database.jdbc();
  }

  /**
   * Makes a token.
   *
   * @throws org.springframework.dao.DuplicateKeyException when the name is taken
   */
  public IssuedToken issue(NewToken wanted) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return keep(wanted, secret);
  }

  /**
   * Makes a token whose secret was chosen elsewhere, for the first token of a new server.
   *
   * @throws IllegalArgumentException when the secret is shorter than 43 characters
   * @throws org.springframework.dao.DuplicateKeyException when name or secret is taken
   */
  public IssuedToken keep(NewToken wanted, String secret) {
    if (secret.length() < 43) {
      throw new IllegalArgumentException(
          "secret of %d characters, expected at least 43".formatted(secret.length()));
    }
    byte[] id = new byte[4];
    random.nextBytes(id);
    return database.inTransaction(() -> {
      String tokenId = HexFormat.of().formatHex(id);
      insert(wanted, tokenId, hash(secret));
      return new IssuedToken(find("id", tokenId).orElseThrow(), secret);
    });
  }

  /** The token with this secret, if it may be used at this time; notes that it was. */
  public Optional<Token> authenticate(String secret, Instant now) {
    Optional<Token> token = find("hash", hash(secret)).filter(found -> isUsable(found, now));
    token
        .filter(found -> isStale(found.lastUsedAt(), now))
        .ifPresent(found ->
            jdbc.sql("update token set last_used_at = :now where id = :id")
                .param("now", Columns.time(now))
                .param("id", found.id())
                .update());
    return token;
  }

  /** By name; revoked and expired ones too. */
  public List<Token> list() {
    return jdbc.sql("select * from token order by name").query(this::row).list();
  }

  /**
   * Ends a token at once.
   *
   * @param idOrName of the token
   * @return whether there was one that could still be used
   */
  public boolean revoke(String idOrName, Instant now) {
    return jdbc.sql(
                "update token set revoked_at = :now"
                    + " where (id = :token or name = :token) and revoked_at is null")
            .param("now", Columns.time(now))
            .param("token", idOrName)
            .update()
        > 0;
  }

  private void insert(NewToken wanted, String id, String hash) {
    Instant expiresAt = wanted.expiresAt();
    jdbc.sql(
            "insert into token (id, hash, name, created_by, created_at, expires_at)"
                + " values (:id, :hash, :name, :by, :at, :expires)")
        .param("id", id)
        .param("hash", hash)
        .param("name", wanted.name())
        .param("by", wanted.createdBy())
        .param("at", Columns.time(wanted.createdAt()))
        .param("expires", expiresAt == null ? null : Columns.time(expiresAt))
        .update();
    for (RoleGrant grant : wanted.roles().stream().distinct().toList()) {
      jdbc.sql(
              "insert into token_role (token, application, environment, role)"
                  + " values (:token, :application, :environment, :role)")
          .param("token", id)
          .param("application", grant.application())
          .param("environment", grant.environment())
          .param("role", Columns.wire(grant.role()))
          .update();
    }
  }

  private Optional<Token> find(String column, String value) {
    return jdbc.sql("select * from token where " + column + " = :value")
        .param("value", value)
        .query(this::row)
        .optional();
  }

  private Token row(ResultSet row, int number) throws SQLException {
    String id = row.getString("id");
    return new Token(
        id,
        row.getString("name"),
        row.getString("created_by"),
        Columns.time(row, "created_at"),
        Columns.timeOrNull(row, "expires_at"),
        Columns.timeOrNull(row, "last_used_at"),
        Columns.timeOrNull(row, "revoked_at"),
        roles(id));
  }

  private List<RoleGrant> roles(String token) {
    return jdbc.sql(
            "select * from token_role where token = :token order by application, environment")
        .param("token", token)
        .query((row, n) ->
            new RoleGrant(
                row.getString("application"),
                row.getString("environment"),
                Columns.wire(Role.class, row.getString("role"))))
        .list();
  }

  private static boolean isUsable(Token token, Instant now) {
    return token.revokedAt() == null
        && (token.expiresAt() == null || token.expiresAt().isAfter(now));
  }

  private static boolean isStale(@Nullable Instant lastUsed, Instant now) {
    return lastUsed == null || lastUsed.plus(USE_NOTED_EVERY).isBefore(now);
  }

  private static String hash(String secret) {
    return Digests.sha256(secret.getBytes(StandardCharsets.UTF_8));
  }
}

package dev.windlass.store.bypass;

import dev.windlass.store.artifact.Digests;
import dev.windlass.store.database.Columns;
import dev.windlass.store.database.Database;
import dev.windlass.workflows.maintenance.Bypass;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Links by which people get through a maintenance. A token has 256 random bits, so plain digests of
 * it are safe to keep; md5 is the one that nginx can compare.
 */
public final class Bypasses {

  private static final int SECRET_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final JdbcClient jdbc;

  public Bypasses(Database database) {
    this.jdbc = database.jdbc();
  }

  /** Where people get through. */
  public record Door(String application, String environment) {}

  /**
   * Makes a token for a person; it is in this answer and nowhere else.
   *
   * @param name lower-case letters, digits and dashes
   * @throws org.springframework.dao.DuplicateKeyException when the person has one
   */
  public String issue(Door door, String name, String operator, Instant now) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    String token = name + "." + base64(secret);
    byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
    jdbc.sql(
            "insert into bypass"
                + " (application, environment, name, md5, sha256, created_by, created_at)"
                + " values (:application, :environment, :name, :md5, :sha256, :by, :at)")
        .param("application", door.application())
        .param("environment", door.environment())
        .param("name", name)
        .param("md5", base64(md5(bytes)))
        .param("sha256", Digests.sha256(bytes))
        .param("by", operator)
        .param("at", Columns.time(now))
        .update();
    return token;
  }

  /** By name. */
  public List<KeptBypass> list(Door door) {
    return jdbc.sql(
            "select * from bypass where application = :application and environment = :environment"
                + " order by name")
        .param("application", door.application())
        .param("environment", door.environment())
        .query(Bypasses::row)
        .list();
  }

  /** Ends a link; whether there was one. */
  public boolean revoke(Door door, String name) {
    return jdbc.sql(
                "delete from bypass where application = :application"
                    + " and environment = :environment and name = :name")
            .param("application", door.application())
            .param("environment", door.environment())
            .param("name", name)
            .update()
        > 0;
  }

  private static KeptBypass row(ResultSet row, int number) throws SQLException {
    return new KeptBypass(
        new Bypass(row.getString("name"), row.getString("md5"), row.getString("sha256")),
        row.getString("created_by"),
        Columns.time(row, "created_at"));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

package dev.windlass.sandbox.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** A PostgreSQL out of Maven Central, with an empty database {@code shop} of the user shop. */
public final class ShopDatabase implements AutoCloseable {

  /** Name of the database and of its user. */
  public static final String NAME = "shop";

  /** Password of that user: it protects nothing but this throw-away database. */
  public static final String PASSWORD = "not-a-secret";

  private final EmbeddedPostgres server;

  private ShopDatabase(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts it with its data below that directory. */
  public static ShopDatabase start(Path directory) throws IOException {
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory)
            .setServerConfig("fsync", "off")
            .start();
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE ROLE shop LOGIN PASSWORD '" + PASSWORD + "'");
      statement.execute("CREATE DATABASE shop OWNER shop");
    } catch (SQLException e) {
      server.close();
      throw new IOException("the shop's database cannot be made: " + e.getMessage(), e);
    }
    return new ShopDatabase(server);
  }

  public int port() {
    return server.getPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

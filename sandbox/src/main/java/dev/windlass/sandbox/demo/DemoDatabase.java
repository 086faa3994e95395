package dev.windlass.sandbox.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** A PostgreSQL out of Maven Central. */
public final class DemoDatabase implements AutoCloseable {

  /** Password of its user: it protects nothing but this throw-away database. */
  public static final String PASSWORD = "not-a-secret";

  private final EmbeddedPostgres server;
  private final int version;

  private DemoDatabase(EmbeddedPostgres server, int version) {
    this.server = server;
    this.version = version;
  }

  /** With an empty database {@code shop} of the user shop; its data is below that directory. */
  static DemoDatabase shop(Path directory) throws IOException {
    return start(
        directory, "CREATE ROLE shop LOGIN PASSWORD '%s'", "CREATE DATABASE shop OWNER shop");
  }

  /** With a user drill who may make databases, and none yet. */
  static DemoDatabase scratch(Path directory) throws IOException {
    return start(directory, "CREATE ROLE drill LOGIN CREATEDB PASSWORD '%s'");
  }

  private static DemoDatabase start(Path directory, String... statements) throws IOException {
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory)
            .setServerConfig("fsync", "off")
            .start();
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      for (String sql : List.of(statements)) {
        statement.execute(sql.formatted(PASSWORD));
      }
      return new DemoDatabase(server, connection.getMetaData().getDatabaseMajorVersion());
    } catch (SQLException e) {
      server.close();
      throw new IOException("a database of the demo cannot be made: " + e.getMessage(), e);
    }
  }

  int port() {
    return server.getPort();
  }

  /** The first number of its version. */
  int version() {
    return version;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

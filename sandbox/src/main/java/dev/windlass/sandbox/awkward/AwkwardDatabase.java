package dev.windlass.sandbox.awkward;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * All common types, generated columns, views, routines, triggers, events, sequences, identities,
 * cycles of foreign keys, partitions, empty tables, and names and values full of what SQL is
 * written with; a table {@code many} has as many rows as one likes.
 */
public final class AwkwardDatabase {
  private AwkwardDatabase() {}

  /**
   * Makes it in an empty database of this server.
   *
   * @param owner of everything, where the engine knows owners
   * @param rows of the table {@code many}
   */
  public static void fill(DatabaseServer server, String database, String owner, int rows) {
    boolean mariaDb = server instanceof MariaDbServer;
    String statements =
        resource(mariaDb ? "mariadb.sql" : "postgres.sql")
            .replace("@ROWS@", Integer.toString(rows));
    server.sql(database, mariaDb ? statements : "set role %s; %s".formatted(owner, statements));
  }

  /**
   * What a database holds, told by the server itself: one line for a table and its rows, and what
   * is around them; but for whom it belongs to, and the databases' own names.
   */
  public static String account(DatabaseServer server, String database) {
    return server instanceof MariaDbServer
        ? MariaDbAccount.of(server, database)
        : PostgresAccount.of(server, database);
  }

  private static String resource(String name) {
    try (InputStream resource = AwkwardDatabase.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException(name + " isn't on the class path");
      }
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

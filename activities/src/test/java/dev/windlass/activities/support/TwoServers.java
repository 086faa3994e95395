package dev.windlass.activities.support;

import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.sandbox.parts.PostgresServer;
import dev.windlass.workflows.plan.Database;
import java.util.function.Supplier;

/**
 * Two real database servers of one engine.
 *
 * @param production that backups are taken of
 * @param scratch that they are restored into
 */
public record TwoServers<S extends DatabaseServer>(Database.Engine engine, S production, S scratch)
    implements AutoCloseable {

  public static TwoServers<MariaDbServer> ofMariaDb() {
    RealParts.require("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump");
    return of(Database.Engine.MARIADB, MariaDbServer::start);
  }

  public static TwoServers<PostgresServer> ofPostgres() {
    RealParts.require("postgres", "initdb", "psql", "pg_dump", "pg_restore");
    return of(Database.Engine.POSTGRESQL, PostgresServer::start);
  }

  private static <S extends DatabaseServer> TwoServers<S> of(
      Database.Engine engine, Supplier<S> start) {
    S production = start.get();
    try {
      return new TwoServers<>(engine, production, start.get());
    } catch (RuntimeException e) {
      production.close();
      throw e;
    }
  }

  @Override
  public void close() {
    production.close();
    scratch.close();
  }
}

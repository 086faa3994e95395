package dev.windlass.activities.migration;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Flyway on one database. */
final class FlywayRun {

  private static final Duration END_LIMIT = Duration.ofSeconds(15);

  private FlywayRun() {}

  /** Nothing comes from the worker's environment: the file alone says what is migrated. */
  static FluentConfiguration configuration(
      DatabaseRoute route, List<String> options, ScriptsArchive scripts) {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(route.url(options), route.database().user(), route.password().reveal())
            .locations(scripts.flyway().toArray(String[]::new))
            .failOnMissingLocations(true)
            .validateMigrationNaming(true)
            .loggers("slf4j");
    PostgreSQLConfigurationExtension postgres =
        configuration.getConfigurationExtension(PostgreSQLConfigurationExtension.class);
    if (postgres != null) {
      // Flyway's lock in an open transaction makes CREATE INDEX CONCURRENTLY wait for ever.
      postgres.setTransactionalLock(false);
    }
    return configuration;
  }

  /** The same for down scripts, which have a history of their own. */
  static FluentConfiguration down(FluentConfiguration configuration, TakeDown down) {
    return configuration
        .locations("filesystem:" + down.directory())
        .table(TakeDown.HISTORY)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .validateOnMigrate(false);
  }

  /** Ends what still migrates for the row's deployment and waits until the server has let go. */
  static void endOld(Server server, Connection connection, Journal.Row row) throws SQLException {
    long end = System.nanoTime() + END_LIMIT.toNanos();
    List<Long> running = server.running(connection, row);
    while (!running.isEmpty()) {
      if (System.nanoTime() > end) {
        throw Failures.of(
            FailureType.UNAVAILABLE, "connections " + running + " of an earlier try do not end");
      }
      for (long id : running) {
        server.end(connection, id);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      running = server.running(connection, row);
    }
  }

  /**
   * Ends what this try runs. Never more: the engine may have given it up, and the next try runs
   * under the same name.
   */
  static void endOwn(Server server, Connection connection, Journal.Row row, long own)
      throws SQLException {
    if (server.running(connection, row).contains(own)) {
      server.end(connection, own);
    }
  }
}

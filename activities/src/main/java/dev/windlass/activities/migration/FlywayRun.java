package dev.windlass.activities.migration;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.migration.MigrationActivities.MigrationReport;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;

/** Flyway on one database, and what its history says. */
final class FlywayRun {

  static final String HISTORY = "flyway_schema_history";
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

  /** A failed script or one that had begun: nobody but a person knows what it did. */
  static void refuseBegun(Connection connection, Journal.Row row) throws SQLException {
    if (row.script() != null) {
      throw unknown(row.begun());
    }
    Journal journal = new Journal(connection);
    if (!journal.exists(HISTORY)) {
      return;
    }
    try (var statement = connection.createStatement();
        ResultSet failed =
            statement.executeQuery(
                "select script from " + HISTORY + " where success = " + no(connection))) {
      if (failed.next()) {
        throw unknown(failed.getString(1));
      }
    }
  }

  static RuntimeException unknown(String what) {
    return Failures.of(
        FailureType.MIGRATION_UNKNOWN,
        what
            + "\nhad begun and cannot be known to be undone. Put the schema in order by hand, then: "
            + "delete from "
            + HISTORY
            + " where not success; update windlass_migration set script = null; and retry");
  }

  /** What the deployment applied over all its tries, by Flyway's own history. */
  static MigrationReport report(Connection connection, Journal.Row row) throws SQLException {
    if (!new Journal(connection).exists(HISTORY)) {
      return new MigrationReport(null, null, List.of());
    }
    return new MigrationReport(
        version(connection, "<=", row.base()),
        version(connection, ">=", 0),
        applied(connection, row.base()));
  }

  /** The newest version that was applied, or null where Flyway never was. */
  static @Nullable String version(Connection connection) throws SQLException {
    return new Journal(connection).exists(HISTORY) ? version(connection, ">=", 0) : null;
  }

  private static @Nullable String version(Connection connection, String compared, int rank)
      throws SQLException {
    List<String> versions =
        strings(
            connection,
            "select version from "
                + HISTORY
                + " where version is not null and installed_rank "
                + compared
                + " ? order by installed_rank desc",
            rank);
    return versions.isEmpty() ? null : versions.getFirst();
  }

  private static List<String> applied(Connection connection, int base) throws SQLException {
    return strings(
        connection,
        "select script from " + HISTORY + " where installed_rank > ? order by installed_rank",
        base);
  }

  private static List<String> strings(Connection connection, String query, int parameter)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setInt(1, parameter);
      List<String> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }
  }

  static String no(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL") ? "false" : "0";
  }
}

package dev.windlass.activities.migration;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.migration.MigrationActivities.MigrationReport;
import dev.windlass.workflows.plan.Migrations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Flyway remembers of what ran.
 *
 * @param table of the migrated schema; it may not be there yet
 */
record History(Connection connection, String table) {

  static final String FLYWAY = "flyway_schema_history";

  /** Of update scripts, where it only tells: what is pending is known by the version's table. */
  static final String UPDATES = "windlass_update_history";

  /** How the failure of a script goes on that may have done something. */
  static final String BEGUN = "\nhad begun and cannot be known to be undone. ";

  static History of(Connection connection, Migrations.Scripts migrations) {
    return new History(connection, migrations.updates() == null ? FLYWAY : UPDATES);
  }

  boolean exists() throws SQLException {
    return new Tables(connection).has(table);
  }

  /** 0 where nothing has run yet. */
  int highestRank() throws SQLException {
    return exists()
        ? Integer.parseInt(
            Server.text(connection, "select coalesce(max(installed_rank), 0) from " + table))
        : 0;
  }

  /** A failed script or one that had begun: nobody but a person knows what it did. */
  void refuseBegun(Journal.Row row) throws SQLException {
    if (row.script() != null) {
      throw unknown(row.begun());
    }
    if (!exists()) {
      return;
    }
    try (var statement = connection.createStatement();
        ResultSet failed =
            statement.executeQuery("select script from " + table + " where success = " + no())) {
      if (failed.next()) {
        throw unknown(LaidOutUpdates.told(failed.getString(1)));
      }
    }
  }

  RuntimeException unknown(String what) {
    return Failures.of(
        FailureType.MIGRATION_UNKNOWN,
        what
            + BEGUN
            + "Put the schema in order by hand, then: "
            + "delete from "
            + table
            + " where not success; update windlass_migration set script = null; and retry");
  }

  /** What the deployment applied over all its tries. */
  MigrationReport report(Journal.Row row) throws SQLException {
    return exists()
        ? new MigrationReport(version("<=", row.base()), version(">=", 0), applied(row.base()))
        : new MigrationReport(null, null, List.of());
  }

  /** The newest version that was applied, or null where Flyway never was. */
  @Nullable String version() throws SQLException {
    return exists() ? version(">=", 0) : null;
  }

  /** Scripts above a rank, by the names that the release gives them, in order. */
  List<String> applied(int base) throws SQLException {
    return strings(
            "select script from " + table + " where installed_rank > ? order by installed_rank",
            base)
        .stream()
        .map(LaidOutUpdates::told)
        .toList();
  }

  /** A script that failed has done nothing: it may begin again. */
  void forgetFailed() throws SQLException {
    if (exists()) {
      try (var statement = connection.createStatement()) {
        statement.execute("delete from " + table + " where success = " + no());
      }
    }
  }

  private @Nullable String version(String compared, int rank) throws SQLException {
    List<String> versions =
        strings(
            "select version from "
                + table
                + " where version is not null and installed_rank "
                + compared
                + " ? order by installed_rank desc",
            rank);
    return versions.isEmpty() ? null : versions.getFirst();
  }

  private List<String> strings(String query, int parameter) throws SQLException {
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

  private String no() throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL") ? "false" : "0";
  }
}

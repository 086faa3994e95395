package dev.windlass.activities.migration;

import dev.windlass.workflows.migration.UpdateScript;
import dev.windlass.workflows.plan.Migrations;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The version that a schema says it has, in the one row of the declared table. */
record SchemaVersion(Connection connection, Migrations.Updates declared) {

  /** Of a schema without tables. */
  static final String NONE = "0";

  /**
   * @param version empty where there is a problem
   * @param problem why it cannot be known, or null
   */
  record Answer(String version, @Nullable String problem) {

    /** Null where there is none, or none that can be known. */
    @Nullable String known() {
      return SchemaVersion.known(version);
    }
  }

  static @Nullable String known(String version) {
    return version.isEmpty() || version.equals(NONE) ? null : version;
  }

  Answer ask() throws SQLException {
    Tables tables = new Tables(connection);
    if (!tables.has(declared.table())) {
      return tables.areNone()
          ? new Answer(NONE, null)
          : problem(
              "the schema has tables but no %s: create it with one row, which says in %s which version it has"
                  .formatted(declared.table(), declared.column()));
    }
    List<String> rows = rows();
    return rows.size() == 1 && !rows.getFirst().isEmpty()
        ? new Answer(UpdateScript.plain(rows.getFirst()), null)
        : problem(
            "%s must have one row, which says in %s which version the schema has; it has %s"
                .formatted(
                    declared.table(),
                    declared.column(),
                    rows.size() == 1 ? "one without a version" : rows.size()));
  }

  private List<String> rows() throws SQLException {
    String quote = connection.getMetaData().getIdentifierQuoteString();
    String query =
        "select %1$s%2$s%1$s from %1$s%3$s%1$s"
            .formatted(quote, declared.column(), declared.table());
    try (var statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(Objects.requireNonNullElse(found.getString(1), "").strip());
      }
      return rows;
    }
  }

  private static Answer problem(String what) {
    return new Answer("", what);
  }
}

package dev.windlass.activities.restore;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import io.temporal.failure.ApplicationFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions to one connection, in as many words as they need. */
record Sql(Connection connection) {

  private static final int ALIVE_SECONDS = 10;

  void run(String statement, Object... parameters) throws SQLException {
    if (parameters.length == 0) {
      // Definitions of code hold marks that a prepared statement would take for parameters.
      try (var plain = connection.createStatement()) {
        plain.setEscapeProcessing(false);
        plain.execute(statement);
      }
      return;
    }
    try (PreparedStatement prepared = prepare(statement, parameters)) {
      prepared.execute();
    }
  }

  /** Every row, a text for each column. */
  List<List<@Nullable String>> rows(String query, Object... parameters) throws SQLException {
    try (PreparedStatement prepared = prepare(query, parameters);
        ResultSet rows = prepared.executeQuery()) {
      List<List<@Nullable String>> found = new ArrayList<>();
      while (rows.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        found.add(row);
      }
      return found;
    }
  }

  /** The first column; what is null there counts as empty. */
  List<String> column(String query, Object... parameters) throws SQLException {
    List<String> column = new ArrayList<>();
    for (List<@Nullable String> row : rows(query, parameters)) {
      String value = row.getFirst();
      column.add(value == null ? "" : value);
    }
    return column;
  }

  /** The first column of the first row; empty where there is none. */
  String text(String query, Object... parameters) throws SQLException {
    List<String> column = column(query, parameters);
    return column.isEmpty() ? "" : column.getFirst();
  }

  /** Whether the first column of the first row says yes. */
  boolean is(String query, Object... parameters) throws SQLException {
    String text = text(query, parameters);
    return text.equals("1") || text.equals("t") || text.equals("true");
  }

  /**
   * @param failed what went wrong there
   * @throws ApplicationFailure as {@code UNREACHABLE} when the server does not answer any more
   */
  void requireAlive(Exception failed) throws SQLException {
    if (!connection.isValid(ALIVE_SECONDS)) {
      throw Failures.of(
          FailureType.UNREACHABLE, "the target's server went away: " + failed.getMessage(), failed);
    }
  }

  private PreparedStatement prepare(String text, Object... parameters) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(text);
    try {
      for (int i = 0; i < parameters.length; i++) {
        prepared.setObject(i + 1, parameters[i]);
      }
      return prepared;
    } catch (SQLException e) {
      prepared.close();
      throw e;
    }
  }
}

package dev.windlass.activities.drill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Short questions. */
final class Sql {

  private Sql() {}

  /** The first column of every row, as text. */
  static List<String> strings(Connection connection, String query, Object... parameters)
      throws SQLException {
    return rows(connection, query, parameters).stream().map(List::getFirst).toList();
  }

  /** Every row, every column as text; null as an empty one. */
  static List<List<String>> rows(Connection connection, String query, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<List<String>> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          List<String> row = new ArrayList<>();
          for (int column = 1; column <= columns; column++) {
            String value = rows.getString(column);
            row.add(value == null ? "" : value);
          }
          found.add(row);
        }
      }
      return found;
    }
  }

  static void run(Connection connection, String statement) throws SQLException {
    try (var one = connection.createStatement()) {
      one.execute(statement);
    }
  }
}

package dev.windlass.activities.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The tables of the schema that is migrated. */
record Tables(Connection connection) {

  private static final String OURS = "windlass_";

  boolean has(String table) throws SQLException {
    try (ResultSet found = named(table)) {
      while (found.next()) {
        // In a pattern _ stands for any letter.
        if (found.getString("TABLE_NAME").equals(table)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Whether there is none but Windlass' own, which a script that was taken back leaves. */
  boolean areNone() throws SQLException {
    return areNoneBut(List.of());
  }

  /** The same where these do not count. */
  boolean areNoneBut(List<String> others) throws SQLException {
    try (ResultSet found = named("%")) {
      while (found.next()) {
        String table = found.getString("TABLE_NAME");
        if (!table.startsWith(OURS) && !others.contains(table)) {
          return false;
        }
      }
      return true;
    }
  }

  private ResultSet named(String pattern) throws SQLException {
    return connection
        .getMetaData()
        .getTables(
            connection.getCatalog(),
            connection.getSchema(),
            pattern,
            new String[] {"TABLE", "PARTITIONED TABLE"});
  }
}

package dev.windlass.activities.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How many rows a connection has written, as its server counts. */
enum RowCount {
  /** Of the transaction that runs. */
  POSTGRESQL {
    @Override
    long written(Connection connection) throws SQLException {
      return Long.parseLong(
          Server.text(
              connection,
              "select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)"
                  + " from pg_stat_xact_user_tables"));
    }

    @Override
    @Nullable Long since(long before, Connection connection) throws SQLException {
      return connection.getAutoCommit() ? null : written(connection) - before;
    }
  },

  /** Of the session; a table that is copied counts with all its rows. */
  MARIADB {
    @Override
    long written(Connection connection) throws SQLException {
      long sum = 0;
      try (var statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "show session status where variable_name in"
                      + " ('Handler_write', 'Handler_update', 'Handler_delete')")) {
        while (rows.next()) {
          sum += rows.getLong(2);
        }
      }
      return sum;
    }

    @Override
    @Nullable Long since(long before, Connection connection) throws SQLException {
      return written(connection) - before;
    }
  };

  /** Until now. */
  abstract long written(Connection connection) throws SQLException;

  /** Since then; null where the server keeps no such count. */
  abstract @Nullable Long since(long before, Connection connection) throws SQLException;
}

package dev.windlass.activities.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One row in the migrated database itself: the fence, which deployment migrates, and the script
 * that has begun and cannot be undone. Written on a connection of its own, before the script, so
 * that it is true whatever dies. The table is made once Flyway's own exists, for Flyway refuses a
 * schema that holds others.
 */
final class Journal {

  static final String TABLE = "windlass_migration";
  private static final int MOST_SQL = 400;

  private final Connection connection;
  private final History history;

  Journal(History history) {
    this.connection = history.connection();
    this.history = history;
  }

  History history() {
    return history;
  }

  /**
   * @param base highest rank in Flyway's history when the deployment began
   * @param script that has begun and cannot be undone, or null
   * @param statement its number, from 1; 0 before the first
   * @param connection of the script on the server; 0 when there is none
   */
  record Row(
      long fence,
      String deployment,
      int base,
      @Nullable String script,
      int statement,
      String sql,
      long connection) {

    static final Row NONE = new Row(0, "", 0, null, 0, "", 0);

    String begun() {
      return script
          + (statement == 0
              ? ", before its first statement"
              : ", statement " + statement + ": " + sql);
    }
  }

  Row read() throws SQLException {
    if (!exists()) {
      return Row.NONE;
    }
    try (var statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select fence, deployment, base_rank, script, statement_number, statement_sql,"
                    + " connection_id from "
                    + TABLE)) {
      return row.next()
          ? new Row(
              row.getLong(1),
              row.getString(2),
              row.getInt(3),
              row.getString(4),
              row.getInt(5),
              row.getString(6),
              row.getLong(7))
          : Row.NONE;
    }
  }

  /**
   * Makes the table where it is missing and enters the deployment; a second time changes nothing.
   */
  void enter(long fence, String deployment) throws SQLException {
    Row row = read();
    try (var statement = connection.createStatement()) {
      if (!exists()) {
        statement.execute(
            "create table "
                + TABLE
                + " (id integer not null primary key, fence bigint not null,"
                + " deployment varchar(200) not null, base_rank integer not null,"
                + " script varchar(1000), statement_number integer not null,"
                + " statement_sql varchar(1000) not null, connection_id bigint not null)");
      }
      if (row.equals(Row.NONE)) {
        statement.execute("insert into " + TABLE + " values (1, 0, '', 0, null, 0, '', 0)");
      }
    }
    if (!row.deployment().equals(deployment)) {
      update(
          "fence = ?, deployment = ?, base_rank = ?, connection_id = 0",
          fence,
          deployment,
          history.highestRank());
    }
  }

  /** From now on deployments below this number are refused here. */
  void raiseFence(long number) throws SQLException {
    if (exists()) {
      try (PreparedStatement statement =
          connection.prepareStatement("update " + TABLE + " set fence = ? where fence < ?")) {
        statement.setLong(1, number);
        statement.setLong(2, number);
        statement.executeUpdate();
      }
    }
  }

  void begin(String script, long connectionId) throws SQLException {
    update(
        "script = ?, statement_number = 0, statement_sql = '', connection_id = ?",
        script,
        connectionId);
  }

  void statement(int number, String sql) throws SQLException {
    String brief = sql.strip();
    update(
        "statement_number = ?, statement_sql = ?",
        number,
        brief.substring(0, Math.min(MOST_SQL, brief.length())));
  }

  void ended() throws SQLException {
    update("script = null, statement_number = 0, statement_sql = '', connection_id = 0");
  }

  private boolean exists() throws SQLException {
    return new Tables(connection).has(TABLE);
  }

  private void update(String what, Object... values) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("update " + TABLE + " set " + what + " where id = 1")) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}

package dev.windlass.activities.migration;

import dev.windlass.workflows.drill.Strength;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB lists its locks only with a plugin or instruments, so this tries what others would do:
 * whether a reader and a writer of no row get at the tables that the script names, or would have to
 * wait. Nobody else works on a scratch database whom they could be waiting for.
 */
final class MariaDbLocks implements LockSight {

  /** Who would have to wait is refused at once. MySQL knows no wait of less than a second. */
  private static final String NO_WAITING = "set lock_wait_timeout = 0";

  private static final int WOULD_WAIT = 1205;

  /**
   * Dropped, renamed, or made by a script that has not ended: nobody waits for what is not there.
   */
  private static final int NO_TABLE = 1146;

  private static final String WAITS =
      "select count(*) from information_schema.processlist where id = ?"
          + " and state like 'Waiting for % lock'";

  private final Connection connection;
  private long watched;
  private List<String> tables = List.of();

  private MariaDbLocks(Connection connection) {
    this.connection = connection;
  }

  /** Null where the server is a MySQL. */
  static @Nullable MariaDbLocks on(Connection connection) throws SQLException {
    if (!connection.getMetaData().getDatabaseProductName().equals("MariaDB")) {
      connection.close();
      return null;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(NO_WAITING);
    }
    return new MariaDbLocks(connection);
  }

  @Override
  public void turnTo(long id, String script) throws SQLException {
    watched = id;
    List<String> named = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select table_name from information_schema.tables"
                    + " where table_schema = database() and table_type = 'BASE TABLE'"
                    + " order by table_name")) {
      while (rows.next()) {
        if (names(script, rows.getString(1))) {
          named.add(rows.getString(1));
        }
      }
    }
    tables = List.copyOf(named);
  }

  private static boolean names(String script, String table) {
    return Pattern.compile(
            "(?<![\\w$])" + Pattern.quote(table) + "(?![\\w$])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS)
        .matcher(script)
        .find();
  }

  @Override
  public Sight look() throws SQLException {
    if (waits()) {
      // What others would wait for now may be whom it waits for itself.
      return new Sight(true, List.of());
    }
    List<TableLock> locks = new ArrayList<>();
    for (String table : tables) {
      String quoted = "`" + table.replace("`", "``") + "`";
      if (wouldWait("delete from " + quoted + " where false")) {
        boolean readers = wouldWait("select 1 from " + quoted + " where false");
        locks.add(new TableLock(table, readers ? Strength.ACCESS_EXCLUSIVE : Strength.SHARE));
      }
    }
    return new Sight(false, locks);
  }

  private boolean waits() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WAITS)) {
      statement.setLong(1, watched);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getInt(1) > 0;
      }
    }
  }

  private boolean wouldWait(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return false;
    } catch (SQLException e) {
      if (e.getErrorCode() != WOULD_WAIT && e.getErrorCode() != NO_TABLE) {
        throw e;
      }
      return e.getErrorCode() == WOULD_WAIT;
    }
  }

  @Override
  public String unseen() {
    return "locks of rows, and of less than " + LockWatch.PACE.toMillis() + " ms, are not seen";
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

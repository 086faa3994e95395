package dev.windlass.activities.migration;

import dev.windlass.workflows.drill.Strength;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * As PostgreSQL lists them. Tables that the other connection has just made are not seen: nobody
 * else can wait for them.
 */
final class PostgresLocks implements LockSight {

  private static final String WAITS =
      "select count(*) from pg_stat_activity where pid = ? and wait_event_type = 'Lock'";

  private static final String LOCKS =
      "select c.oid::regclass::text, l.mode from pg_locks l join pg_class c on c.oid = l.relation"
          + " join pg_namespace n on n.oid = c.relnamespace"
          + " where l.pid = ? and l.granted and l.locktype = 'relation'"
          + " and l.database = (select oid from pg_database where datname = current_database())"
          + " and c.relkind in ('r', 'p', 'm') and n.nspname <> 'information_schema'"
          + " and n.nspname not like 'pg\\_%' and c.relname not in ('"
          + History.FLYWAY
          + "', '"
          + History.UPDATES
          + "', '"
          + Journal.TABLE
          + "') order by 1";

  private final Connection connection;
  private long watched;

  PostgresLocks(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void turnTo(long id, String script) {
    watched = id;
  }

  @Override
  public Sight look() throws SQLException {
    boolean waits;
    try (PreparedStatement statement = connection.prepareStatement(WAITS)) {
      statement.setLong(1, watched);
      try (ResultSet rows = statement.executeQuery()) {
        waits = rows.next() && rows.getInt(1) > 0;
      }
    }
    List<TableLock> locks = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(LOCKS)) {
      statement.setLong(1, watched);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          locks.add(new TableLock(rows.getString(1), strength(rows.getString(2))));
        }
      }
    }
    return new Sight(waits, locks);
  }

  /** {@code AccessExclusiveLock} is one. */
  private static Strength strength(String mode) {
    String words = mode.replaceFirst("Lock$", "").replaceAll("(?<=[a-z])(?=[A-Z])", "_");
    return Strength.valueOf(words.toUpperCase(Locale.ROOT));
  }

  @Override
  public @Nullable String unseen() {
    return null;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

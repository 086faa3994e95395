package dev.windlass.activities.migration;

import dev.windlass.workflows.drill.Rehearsal;
import dev.windlass.workflows.drill.Strength;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks from a connection of its own, again and again, which tables another connection has locked.
 * PostgreSQL only. Tables that the other one has just made are not seen: nobody else can wait for
 * them.
 */
final class LockWatch implements AutoCloseable {

  private static final Duration PACE = Duration.ofMillis(20);

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
  private final Map<Key, Span> spans = new LinkedHashMap<>();
  private final Thread thread;
  private long watched;
  private boolean closed;
  private @Nullable String trouble;

  private record Key(String table, Strength strength) {}

  private record Span(long first, long last) {}

  private LockWatch(Connection connection) {
    this.connection = connection;
    this.thread = Thread.ofVirtual().name("lock watch").unstarted(this::run);
  }

  static LockWatch on(DatabaseRoute route) throws SQLException {
    LockWatch watch = new LockWatch(route.connect(Server.POSTGRESQL.plainOptions()));
    watch.thread.start();
    return watch;
  }

  /** Begins anew with this connection of the server. */
  synchronized void watch(long id) {
    spans.clear();
    watched = id;
  }

  /** What was seen since then: the strongest lock of each table. */
  synchronized List<Rehearsal.Lock> seen() {
    look();
    watched = 0;
    Map<String, Rehearsal.Lock> strongest = new LinkedHashMap<>();
    spans.forEach((key, span) ->
        strongest.merge(
            key.table(),
            new Rehearsal.Lock(
                key.table(), key.strength(), Duration.ofNanos(span.last() - span.first())),
            (one, other) -> one.strength().compareTo(other.strength()) >= 0 ? one : other));
    return new ArrayList<>(strongest.values());
  }

  /** Why nothing was seen from some moment on, or null. */
  synchronized @Nullable String trouble() {
    return trouble;
  }

  /** Once, now. */
  synchronized void look() {
    if (watched == 0 || trouble != null || closed) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(LOCKS)) {
      statement.setLong(1, watched);
      long now = System.nanoTime();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Key key = new Key(rows.getString(1), strength(rows.getString(2)));
          spans.merge(key, new Span(now, now), (old, _) -> new Span(old.first(), now));
        }
      }
    } catch (SQLException e) {
      trouble = "locks are not measured: " + e.getMessage();
    }
  }

  /** {@code AccessExclusiveLock} is one. */
  private static Strength strength(String mode) {
    String words = mode.replaceFirst("Lock$", "").replaceAll("(?<=[a-z])(?=[A-Z])", "_");
    return Strength.valueOf(words.toUpperCase(Locale.ROOT));
  }

  private void run() {
    while (!isClosed()) {
      look();
      LockSupport.parkNanos(PACE.toNanos());
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() throws SQLException {
    closed = true;
    connection.close();
  }
}

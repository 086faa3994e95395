package dev.windlass.activities.migration;

import dev.windlass.activities.migration.LockSight.Sight;
import dev.windlass.activities.migration.LockSight.TableLock;
import dev.windlass.workflows.drill.Rehearsal;
import dev.windlass.workflows.plan.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks from a connection of its own, again and again, which tables another connection has locked,
 * and whether it waits itself. Time counts between two looks that saw the same.
 */
final class LockWatch implements AutoCloseable {

  static final Duration PACE = Duration.ofMillis(20);

  private final LockSight sight;
  private final Map<TableLock, Long> held = new LinkedHashMap<>();
  private final Thread thread;
  private Sight before = Sight.nothing();
  private long looked;
  private long waited;
  private boolean watching;
  private boolean closed;
  private @Nullable String trouble;

  private LockWatch(LockSight sight) {
    this.sight = sight;
    this.thread = Thread.ofVirtual().name("lock watch").unstarted(this::run);
  }

  /** Null where the server lets nobody see. */
  static @Nullable LockWatch on(DatabaseRoute route) throws SQLException {
    Database.Engine engine = route.database().engine();
    Connection connection = route.connect(Server.of(engine).plainOptions());
    LockSight sight =
        engine == Database.Engine.POSTGRESQL
            ? new PostgresLocks(connection)
            : MariaDbLocks.on(connection);
    if (sight == null) {
      return null;
    }
    LockWatch watch = new LockWatch(sight);
    watch.thread.start();
    return watch;
  }

  /**
   * Begins anew with this connection of the server.
   *
   * @param script text of what it is about to run
   */
  synchronized void watch(long id, String script) {
    held.clear();
    before = Sight.nothing();
    waited = 0;
    try {
      sight.turnTo(id, script);
      watching = true;
    } catch (SQLException e) {
      troubled(e);
    }
  }

  /** What was seen since then, and nothing more until it begins anew. */
  synchronized Watched seen() {
    look();
    watching = false;
    List<Rehearsal.Lock> locks =
        held.entrySet().stream()
            .filter(one -> !isCovered(one.getKey(), one.getValue()))
            .map(one ->
                new Rehearsal.Lock(
                    one.getKey().table(),
                    one.getKey().strength(),
                    Duration.ofNanos(one.getValue())))
            .toList();
    return new Watched(locks, trouble == null ? Duration.ofNanos(waited) : null);
  }

  /** Whether a stronger lock of the same table was held for as long. */
  private boolean isCovered(TableLock key, long nanos) {
    return held.entrySet().stream()
        .anyMatch(other ->
            other.getKey().table().equals(key.table())
                && other.getKey().strength().compareTo(key.strength()) > 0
                && other.getValue() >= nanos);
  }

  /**
   * @param locks the strongest of each table
   * @param waited for locks of others; null where nobody knows
   */
  record Watched(List<Rehearsal.Lock> locks, @Nullable Duration waited) {
    Watched {
      locks = List.copyOf(locks);
    }

    static Watched unknown() {
      return new Watched(List.of(), null);
    }
  }

  /** Why nothing was seen from some moment on, else what is never seen; or null. */
  synchronized @Nullable String unseen() {
    return trouble == null ? sight.unseen() : trouble;
  }

  /** Once, now. */
  synchronized void look() {
    if (!watching || trouble != null || closed) {
      return;
    }
    try {
      long now = System.nanoTime();
      Sight seen = sight.look();
      for (TableLock key : seen.locks()) {
        held.merge(key, before.locks().contains(key) ? now - looked : 0, Long::sum);
      }
      waited += seen.waits() && before.waits() ? now - looked : 0;
      before = seen;
      looked = now;
    } catch (SQLException e) {
      troubled(e);
    }
  }

  private void troubled(SQLException e) {
    trouble = "locks are not measured: " + e.getMessage();
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
    sight.close();
  }
}

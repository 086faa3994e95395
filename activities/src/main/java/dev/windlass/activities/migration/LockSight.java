package dev.windlass.activities.migration;

import dev.windlass.workflows.drill.Strength;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server lets others see of the locks of one of its connections. */
sealed interface LockSight extends AutoCloseable permits PostgresLocks, MariaDbLocks {

  /**
   * Turns to this connection of the server.
   *
   * @param script text of what it is about to run
   */
  void turnTo(long id, String script) throws SQLException;

  /** What there is now. */
  Sight look() throws SQLException;

  /** What is never seen here, as a sentence, or null. */
  @Nullable String unseen();

  @Override
  void close() throws SQLException;

  /**
   * @param waits whether the connection itself waits for somebody else's lock
   * @param locks of tables that were there before
   */
  record Sight(boolean waits, List<TableLock> locks) {
    public Sight {
      locks = List.copyOf(locks);
    }

    static Sight nothing() {
      return new Sight(false, List.of());
    }
  }

  /** A table, and how strongly it is locked. */
  record TableLock(String table, Strength strength) {}
}

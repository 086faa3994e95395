package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.sandbox.parts.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A lock of somebody else, at which a restore waits in the middle of something. */
final class RestoreHold implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private static final String LOADING =
      "select count(*) from information_schema.tables"
          + " where table_schema like 'windlass\\_in\\_%' and table_name = 'filling'";

  private static final String MARIADB_LOAD =
      "select count(*) from information_schema.processlist"
          + " where db like 'windlass\\_in\\_%' and state like 'Waiting for%'";

  private static final String MARIADB_SWAP =
      "select count(*) from information_schema.processlist"
          + " where info like 'rename table%' and state like 'Waiting for table metadata%'";

  private static final String POSTGRES_LOAD =
      "select count(*) from pg_stat_activity"
          + " where application_name = 'pg_restore' and wait_event_type = 'Lock'";

  private final BackupScene scene;
  private final Connection connection;
  private final DatabaseServer server;
  private final String waiting;
  private final CompletableFuture<Void> held;

  private RestoreHold(BackupScene scene, DatabaseServer server, String waiting, Lock lock)
      throws SQLException {
    this.scene = scene;
    this.server = server;
    this.waiting = waiting;
    this.connection = DatabaseContents.connect(server);
    this.held =
        CompletableFuture.runAsync(() -> {
          try {
            lock.take(connection);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private interface Lock {
    void take(Connection connection) throws SQLException;
  }

  /** Where rows come in: of MariaDB beside the database, of PostgreSQL in its transaction. */
  static RestoreHold ofLoad(BackupScene scene, String environment) throws SQLException {
    return environment.equals("production")
        ? new RestoreHold(scene, scene.mariaDb, MARIADB_LOAD, RestoreHold::stopOnceLoading)
        : new RestoreHold(scene, scene.postgres, POSTGRES_LOAD, RestoreHold::read);
  }

  /** Where the tables of MariaDB change places. */
  static RestoreHold ofSwap(BackupScene scene) throws SQLException {
    return new RestoreHold(scene, scene.mariaDb, MARIADB_SWAP, RestoreHold::read);
  }

  /** Its tables exist only while it loads: whoever wants to stop it there has to be quick. */
  private static void stopOnceLoading(Connection connection) throws SQLException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (DatabaseContents.rows(connection, LOADING).getFirst().getFirst().equals("'0'")) {
      assertThat(System.nanoTime()).as("nothing was loaded").isLessThan(deadline);
    }
    run(connection, "flush tables with read lock");
  }

  /** A transaction that has read a table, which lets others read it. */
  private static void read(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    run(connection, "select count(*) from zz");
  }

  private static void run(Connection connection, String statement) throws SQLException {
    try (Statement once = connection.createStatement()) {
      once.execute(statement);
    }
  }

  /** Until the restore waits there. */
  void awaitHeld() throws Exception {
    held.join();
    try (Connection look = DatabaseContents.connect(server)) {
      scene.await(
          () -> !DatabaseContents.rows(look, waiting).getFirst().getFirst().equals("'0'"),
          "the restore to come to the lock");
    }
  }

  /** Lets it go on. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

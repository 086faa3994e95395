package dev.windlass.activities.migration;

import dev.windlass.activities.migration.LockWatch.Watched;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.drill.Rehearsal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

/** Times every script, counts the rows that it writes, and has its locks watched. */
final class Measures implements Callback, AutoCloseable {

  private static final String NO_LOCKS =
      "locks are not measured: MySQL shows them only with instruments";

  private final Server server;
  private final RowCount rows;
  private final @Nullable LockWatch locks;
  private final List<Rehearsal.Script> scripts = new ArrayList<>();
  private String running = "";
  private long begun;
  private long written;

  private Measures(Server server, @Nullable LockWatch locks) {
    this.server = server;
    this.rows = server == Server.POSTGRESQL ? RowCount.POSTGRESQL : RowCount.MARIADB;
    this.locks = locks;
  }

  static Measures on(DatabaseRoute route) throws SQLException {
    return new Measures(Server.of(route.database().engine()), LockWatch.on(route));
  }

  /** Those that ended, and the one that failed. */
  List<Rehearsal.Script> scripts() {
    return List.copyOf(scripts);
  }

  @Nullable String unmeasured() {
    return locks == null ? NO_LOCKS : locks.unseen();
  }

  @Override
  public boolean supports(Event event, Context context) {
    return switch (event) {
      case BEFORE_EACH_MIGRATE,
          AFTER_EACH_MIGRATE_STATEMENT,
          AFTER_EACH_MIGRATE,
          AFTER_EACH_MIGRATE_ERROR ->
          true;
      default -> false;
    };
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public String getCallbackName() {
    return "windlass measures";
  }

  @Override
  public void handle(Event event, Context context) {
    try {
      switch (event) {
        case BEFORE_EACH_MIGRATE -> begin(context);
        case AFTER_EACH_MIGRATE_STATEMENT -> look();
        case AFTER_EACH_MIGRATE -> end(rows.since(written, context.getConnection()));
        case AFTER_EACH_MIGRATE_ERROR -> end(null);
        default -> throw new IllegalStateException("not asked for: " + event);
      }
    } catch (SQLException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE, "the rehearsal cannot be measured: " + e.getMessage());
    }
  }

  private void begin(Context context) throws SQLException {
    Connection connection = context.getConnection();
    running = LaidOutUpdates.told(context.getMigrationInfo().getScript());
    written = rows.written(connection);
    if (locks != null) {
      locks.watch(server.id(connection), text(context));
    }
    begun = System.nanoTime();
  }

  /** A transaction keeps what it has locked, so a short lock is seen here at the latest there. */
  private void look() {
    if (locks != null) {
      locks.look();
    }
  }

  private void end(@Nullable Long counted) {
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    Watched seen = locks == null ? Watched.unknown() : locks.seen();
    scripts.add(new Rehearsal.Script(running, took, counted, seen.locks(), seen.waited()));
  }

  private static String text(Context context) {
    return PendingScripts.text(Path.of(context.getMigrationInfo().getPhysicalLocation()));
  }

  @Override
  public void close() throws SQLException {
    if (locks != null) {
      locks.close();
    }
  }
}

package dev.windlass.activities.migration;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.drill.Rehearsal;
import dev.windlass.workflows.plan.Database;
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
      "locks are not measured: MariaDB and MySQL show them only with a plugin or instruments";

  private final RowCount rows;
  private final @Nullable LockWatch locks;
  private final List<Rehearsal.Script> scripts = new ArrayList<>();
  private String running = "";
  private long begun;
  private long written;

  private Measures(RowCount rows, @Nullable LockWatch locks) {
    this.rows = rows;
    this.locks = locks;
  }

  static Measures on(DatabaseRoute route) throws SQLException {
    return route.database().engine() == Database.Engine.POSTGRESQL
        ? new Measures(RowCount.POSTGRESQL, LockWatch.on(route))
        : new Measures(RowCount.MARIADB, null);
  }

  /** Those that ended, and the one that failed. */
  List<Rehearsal.Script> scripts() {
    return List.copyOf(scripts);
  }

  @Nullable String unmeasured() {
    return locks == null ? NO_LOCKS : locks.trouble();
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
      locks.watch(Long.parseLong(Server.text(connection, "select pg_backend_pid()")));
    }
    begun = System.nanoTime();
  }

  /** A transaction keeps what it has locked, so a short lock is seen here at the latest. */
  private void look() {
    if (locks != null) {
      locks.look();
    }
  }

  private void end(@Nullable Long counted) {
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    scripts.add(
        new Rehearsal.Script(running, took, counted, locks == null ? List.of() : locks.seen()));
  }

  @Override
  public void close() throws SQLException {
    if (locks != null) {
      locks.close();
    }
  }
}

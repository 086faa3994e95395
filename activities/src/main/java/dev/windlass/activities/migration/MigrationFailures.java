package dev.windlass.activities.migration;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;

/** What an exception of a migration means for the schema. */
final class MigrationFailures {

  /** Of MariaDB and MySQL, for locks of rows and of tables alike. */
  private static final int LOCK_WAIT = 1205;

  private MigrationFailures() {}

  static RuntimeException of(FlywayException e, Progress progress) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof ApplicationFailure typed) {
        return typed;
      }
    }
    SQLException sql = sql(e);
    String said = (sql == null ? String.valueOf(e.getMessage()) : sql.getMessage()) + line(e);
    if (!progress.undoable()) {
      return progress.unknown(progress.now() + "\n" + said);
    }
    return sql != null && lost(sql)
        ? Failures.of(FailureType.UNAVAILABLE, progress.now() + ": connection lost: " + said)
        : Failures.of(FailureType.MIGRATION_FAILED, progress.now() + "\n" + said);
  }

  /** Where in its script the statement begins that failed. */
  private static String line(FlywayException e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof FlywaySqlScriptException script) {
        return " (line " + script.getLineNumber() + ")";
      }
    }
    return "";
  }

  /** Whether a statement waited for a lock for longer than it may. */
  static boolean isLockTimeout(FlywayException e) {
    SQLException sql = sql(e);
    return sql != null && (state(sql).equals("55P03") || sql.getErrorCode() == LOCK_WAIT);
  }

  /** Wrong user or password, or a right that is missing, never heals by itself; the rest may. */
  static RuntimeException connecting(String address, SQLException e) {
    String state = state(e);
    boolean refused = state.startsWith("28") || state.startsWith("42") || state.equals("3D000");
    return Failures.of(
        refused ? FailureType.INVALID : FailureType.UNAVAILABLE, address + ": " + e.getMessage());
  }

  /** Class 08: connection trouble; 57P: ended by an administrator or by a shutdown. */
  private static boolean lost(SQLException e) {
    return state(e).startsWith("08") || state(e).startsWith("57P");
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  private static @Nullable SQLException sql(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}

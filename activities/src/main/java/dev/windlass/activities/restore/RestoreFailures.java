package dev.windlass.activities.restore;

import dev.windlass.activities.backup.dump.BrokenDumpException;
import dev.windlass.activities.backup.dump.RestoreFailedException;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import java.io.IOException;
import java.sql.SQLException;

/** What went wrong at a target, as the engine understands it. */
final class RestoreFailures {

  /** Access denied to a database. */
  private static final int DENIED = 1044;

  private RestoreFailures() {}

  static RuntimeException of(IOException e) {
    FailureType type =
        switch (e) {
          case RestoreFailedException restore ->
              restore.reason() == RestoreFailedException.Reason.UNREACHABLE
                  ? FailureType.UNREACHABLE
                  : FailureType.INVALID;
          case BrokenDumpException _ -> FailureType.INVALID;
          default -> FailureType.UNAVAILABLE;
        };
    return Failures.of(type, String.valueOf(e.getMessage()), e);
  }

  /** A connection that is gone comes back; what the server refuses, it refuses again. */
  static RuntimeException of(SQLException e) {
    String state = e.getSQLState();
    boolean passing = MariaDbExchange.isLost(e) || (state != null && state.startsWith("57P"));
    String mend =
        e.getErrorCode() == DENIED
            ? "; a restore loads beside: grant all on `windlass\\_%`.* to its user"
            : "";
    return Failures.of(
        passing ? FailureType.UNAVAILABLE : FailureType.INVALID, e.getMessage() + mend, e);
  }
}

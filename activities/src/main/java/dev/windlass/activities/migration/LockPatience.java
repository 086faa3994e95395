package dev.windlass.activities.migration;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates, and begins a script again that had to wait too long for a lock, where nothing of it was
 * done. While it pauses, those that it made wait behind it go on.
 */
final class LockPatience {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.migration");
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final int retries;
  private final Journal journal;
  private final Progress progress;

  /**
   * @param journal on a connection beside the scripts
   */
  LockPatience(int retries, Journal journal, Progress progress) {
    this.retries = retries;
    this.journal = journal;
    this.progress = progress;
  }

  void migrate(Flyway flyway) {
    for (int tries = 1; ; tries++) {
      try {
        flyway.migrate();
        return;
      } catch (FlywayException e) {
        if (!MigrationFailures.isLockTimeout(e) || !progress.didNothing()) {
          throw MigrationFailures.of(e, progress);
        }
        forget();
        if (tries > retries || Thread.currentThread().isInterrupted()) {
          throw Failures.of(
              FailureType.MIGRATION_FAILED,
              "%s\nwaited too long for a lock, %d %s; nothing of this script was done"
                  .formatted(progress.now(), tries, tries == 1 ? "time" : "times"));
        }
        LOG.warn("{} waited too long for a lock, try {}", progress.now(), tries);
        LockSupport.parkNanos(PAUSE.multipliedBy(tries).toNanos());
      }
    }
  }

  /** Flyway and the journal hold it for failed half way, which it is not. */
  private void forget() {
    try {
      journal.ended();
      journal.history().forgetFailed();
    } catch (SQLException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE, "the journal cannot be written: " + e.getMessage());
    }
  }
}

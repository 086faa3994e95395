package dev.windlass.activities.restore;

import dev.windlass.activities.backup.BackupReading;
import dev.windlass.activities.backup.dump.DatabaseRestore;
import dev.windlass.activities.backup.dump.RestoreFailedException;
import dev.windlass.activities.backup.dump.RestoreOptions;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.restore.RestoreWorkflow.Loaded;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How an engine takes a backup in, without ever having it half. Each method goes on where an
 * earlier call for the same restore was interrupted.
 */
interface Landing {

  /**
   * What is loaded.
   *
   * @param manifest what must be there afterwards
   * @param source the plain dump, as {@link BackupReading#dump} gives it, which fails at its end
   *     unless it holds what the manifest says
   * @param definers whose rights restored code has
   */
  record Cargo(Manifest manifest, DatabaseRestore.Source source, RestoreOptions.Definers definers) {

    /**
     * Restores it.
     *
     * @param target a connection to the same server
     * @throws ApplicationFailure as {@code UNREACHABLE} when the server has gone
     * @throws RestoreFailedException when the tool stopped, although nothing is wrong with the
     *     backup: what is damaged may be restorable for a while, and is then the better reason
     * @throws IOException of either side
     */
    void into(DatabaseRestore restore, Sql target) throws IOException, SQLException {
      try {
        restore.run(source);
      } catch (RestoreFailedException failed) {
        if (failed.isOfTheTool()) {
          target.requireAlive(failed);
          source.writeTo(OutputStream.nullOutputStream());
        }
        throw failed;
      }
    }
  }

  /** Loads it and compares it; what an earlier call loaded is only answered. */
  Loaded load(Cargo cargo) throws IOException, SQLException;

  /** Puts what was loaded in place. */
  void swap() throws SQLException;

  /**
   * Takes back what stands half done, and removes everything that isn't the target's own.
   *
   * @return whether the backup is in place; null where nothing tells any more
   */
  @Nullable Boolean clean() throws SQLException;
}

package dev.windlass.activities.backup;

import dev.windlass.activities.backup.dump.Sealing;
import dev.windlass.activities.backup.store.BackupStore;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.Manifest;
import java.util.function.LongConsumer;

/** Reads what a backup is of. */
public interface Sources {

  /** Streams the source into the target; the manifest says what is there now. */
  Manifest read(BackupPlan plan, Target target);

  /**
   * Where a backup goes.
   *
   * @param attempt tells objects of one try from those of another, which may still be writing
   * @param progress hears of plain bytes
   */
  record Target(
      BackupStore store, String id, int attempt, Sealing sealing, LongConsumer progress) {}
}

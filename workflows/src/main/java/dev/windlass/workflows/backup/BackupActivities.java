package dev.windlass.workflows.backup;

import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Hands of a backup: between its source and its stores. */
@ActivityInterface
public interface BackupActivities {

  /**
   * Streams the source into the first store; the manifest comes last, so that there is a backup
   * only when it is whole. One that is whole already is left alone, and told.
   */
  @ActivityMethod(name = "TakeBackup")
  Taken take(Take request);

  /** Copies a whole backup to another store, checking digests on the way; the manifest last. */
  @ActivityMethod(name = "CopyBackup")
  void copy(Copy request);

  /** Removes whatever a store has of a backup, the manifest first. Nothing there is fine too. */
  @ActivityMethod(name = "DiscardBackup")
  void discard(Discard request);

  record Take(String id, BackupPlan plan) {}

  /**
   * @param manifest SHA-256 that the manifest must have
   */
  record Copy(String id, BackupPlan plan, StorePlace to, String manifest) {}

  record Discard(String id, BackupPlan plan, StorePlace store) {}
}

package dev.windlass.workflows.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.jspecify.annotations.Nullable;

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

  /**
   * @param occasion why it is taken; null in histories from before this was told
   */
  record Take(
      String id,
      BackupPlan plan,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Occasion occasion) {}

  /**
   * @param manifest SHA-256 that the manifest must have
   */
  record Copy(String id, BackupPlan plan, StorePlace to, String manifest) {}

  record Discard(String id, BackupPlan plan, StorePlace store) {}
}

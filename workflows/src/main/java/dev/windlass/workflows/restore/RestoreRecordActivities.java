package dev.windlass.workflows.restore;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.restore.RestoreWorkflow.Left;
import dev.windlass.workflows.restore.RestoreWorkflow.Loaded;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record of restores, for those who look later, and the hold on the backup meanwhile. */
@ActivityInterface
public interface RestoreRecordActivities {

  /** Gives a restore its id and writes who wants what. The same run always gets the same. */
  @ActivityMethod(name = "OpenRestore")
  Opened open(Open request);

  /** From now on nothing removes the backup; false where it is about to go already. */
  @ActivityMethod(name = "HoldBackup")
  Held hold(Hold request);

  /** The restore has ended, and holds nothing any more; a second time changes nothing. */
  @ActivityMethod(name = "CloseRestore")
  void close(Close request);

  /**
   * @param workflow its id in Temporal
   * @param run the run's id in Temporal
   * @param target the database's name and server
   */
  record Open(
      String workflow,
      String run,
      String application,
      String environment,
      String backup,
      String target,
      String planHash,
      String startedBy,
      Instant startedAt) {}

  record Opened(String id) {}

  record Hold(String id, String backup, Instant since) {}

  record Held(boolean agreed) {}

  /**
   * @param outcome {@code succeeded}, {@code refused}, {@code failed} or {@code aborted}
   * @param problem why not well, or null
   * @param remarks what did not end it but should be known; null in runs older than this list
   */
  record Close(
      String id,
      String outcome,
      Left left,
      @Nullable String safety,
      @Nullable Loaded loaded,
      @Nullable String problem,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> remarks,
      Instant endedAt) {

    public Close {
      remarks = remarks == null ? null : List.copyOf(remarks);
    }
  }
}

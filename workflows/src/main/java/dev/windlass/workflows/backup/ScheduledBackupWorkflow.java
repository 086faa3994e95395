package dev.windlass.workflows.backup;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule starts. Temporal gives each run of a schedule an id of its own, so this takes the
 * lock of {@link BackupWorkflow} by a child of that id, and skips or waits where somebody has it.
 */
@WorkflowInterface
public interface ScheduledBackupWorkflow {

  @WorkflowMethod(name = "ScheduledBackup")
  ScheduledResult run(ScheduledRequest request);

  /**
   * @param overlap what to do while another backup of this kind is being taken
   */
  record ScheduledRequest(BackupPlan plan, Overlap overlap) {}

  /** What becomes of a run that falls into another's time. */
  enum Overlap {
    /** It is left out. */
    @JsonProperty("skip")
    SKIP,
    /** It begins when the other has ended; at most one waits. */
    @JsonProperty("wait")
    WAIT
  }

  /**
   * @param backup its id, or null where it was left out because another was being taken
   */
  record ScheduledResult(@Nullable String backup) {}
}

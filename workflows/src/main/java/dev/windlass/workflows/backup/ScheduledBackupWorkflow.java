package dev.windlass.workflows.backup;

import dev.windlass.workflows.schedule.Overlap;
import dev.windlass.workflows.schedule.Turn;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/** What a schedule starts: a {@link Turn} of {@link BackupWorkflow}. */
@WorkflowInterface
public interface ScheduledBackupWorkflow {

  @WorkflowMethod(name = "ScheduledBackup")
  ScheduledResult run(ScheduledRequest request);

  /**
   * @param overlap what to do while another backup of this kind is being taken
   */
  record ScheduledRequest(BackupPlan plan, Overlap overlap) {}

  /**
   * @param backup its id, or null where it was left out because another was being taken
   */
  record ScheduledResult(@Nullable String backup) {}
}

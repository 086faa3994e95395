package dev.windlass.api.doors;

import dev.windlass.workflows.backup.BackupWorkflow;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import io.temporal.workflow.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A backup that goes on until somebody ends it. */
public final class ObedientBackup implements BackupWorkflow {

  private @Nullable String aborted;

  @Override
  public BackupStatus run(BackupRequest request) {
    Workflow.await(() -> aborted != null);
    throw Failures.of(FailureType.ABORTED, "aborted " + aborted);
  }

  @Override
  public void abort(@Nullable String why) {
    aborted = why;
  }

  @Override
  public BackupStatus status() {
    return new BackupStatus(null, Phase.TAKING, List.of(), null, List.of(), List.of());
  }
}

package dev.windlass.api.doors;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.drill.DrillReport;
import dev.windlass.workflows.drill.DrillWorkflow;
import io.temporal.workflow.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A drill that goes on until somebody ends it. */
public final class ObedientDrill implements DrillWorkflow {

  private @Nullable String aborted;

  @Override
  public DrillReport run(DrillRequest request) {
    Workflow.await(() -> aborted != null);
    throw Failures.of(FailureType.ABORTED, "aborted " + aborted);
  }

  @Override
  public void abort(@Nullable String why) {
    aborted = why;
  }

  @Override
  public DrillStatus status() {
    return new DrillStatus(null, null, Phase.RESTORING, "", List.of(), List.of());
  }
}

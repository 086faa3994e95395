package dev.windlass.workflows.drill;

import dev.windlass.workflows.drill.DrillWorkflow.Pick;
import dev.windlass.workflows.schedule.Overlap;
import dev.windlass.workflows.schedule.Turn;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule starts: a {@link Turn} of {@link DrillWorkflow}. Fails as its drill does: with
 * {@code refused}, {@code failed} or {@code aborted}.
 */
@WorkflowInterface
public interface ScheduledDrillWorkflow {

  @WorkflowMethod(name = "ScheduledDrill")
  DrillTurn run(DrillHour request);

  /**
   * @param pick of those that need no name
   * @param overlap what to do while another drill of this environment runs
   */
  record DrillHour(DrillPlan plan, Pick pick, Overlap overlap) {}

  /**
   * @param drill id of one that passed, or null where it was left out because another ran
   */
  record DrillTurn(@Nullable String drill) {}
}

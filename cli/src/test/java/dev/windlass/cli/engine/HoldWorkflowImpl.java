package dev.windlass.cli.engine;

import dev.windlass.workflows.contract.SearchAttributes;
import io.temporal.workflow.Workflow;

/** Fails on an engine that does not know our search attributes. */
public final class HoldWorkflowImpl implements HoldWorkflow {
  private boolean free;

  @Override
  public String run(String name) {
    Workflow.upsertTypedSearchAttributes(SearchAttributes.PHASE.valueSet("holding"));
    Workflow.await(() -> free);
    return name + " lifted";
  }

  @Override
  public void letGo() {
    free = true;
  }
}

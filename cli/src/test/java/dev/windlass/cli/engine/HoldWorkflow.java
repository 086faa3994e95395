package dev.windlass.cli.engine;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Marks its phase, then waits until somebody lets it go. */
@WorkflowInterface
public interface HoldWorkflow {
  @WorkflowMethod
  String run(String name);

  @SignalMethod
  void letGo();
}

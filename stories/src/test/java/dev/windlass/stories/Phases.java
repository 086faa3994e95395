package dev.windlass.stories;

import dev.windlass.sandbox.parts.TemporalServer;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;

/** Where runs are, as Temporal says by itself: also while no worker is there to be asked. */
final class Phases implements AutoCloseable {
  private final WorkflowServiceStubs stubs;

  private Phases(WorkflowServiceStubs stubs) {
    this.stubs = stubs;
  }

  static Phases of(TemporalServer temporal) {
    return new Phases(
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporal.target()).build()));
  }

  /** The phase of the newest run of that id; empty where there is none, or none is running. */
  String now(String workflowId) {
    try {
      WorkflowExecutionInfo run =
          stubs
              .blockingStub()
              .describeWorkflowExecution(
                  DescribeWorkflowExecutionRequest.newBuilder()
                      .setNamespace("default")
                      .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                      .build())
              .getWorkflowExecutionInfo();
      return run.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
          ? phase(run)
          : "";
    } catch (StatusRuntimeException none) {
      return "";
    }
  }

  private static String phase(WorkflowExecutionInfo run) {
    Payload phase =
        run.getSearchAttributes()
            .getIndexedFieldsOrDefault("WindlassPhase", Payload.getDefaultInstance());
    return phase.getData().toStringUtf8().replaceAll("[^a-zA-Z]", "");
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }
}

package dev.windlass.api.engine;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What Temporal tries again and again for a run; it knows without asking a worker. */
final class Retries {

  private static final int LONGEST = 200;

  private Retries() {}

  static Optional<String> of(WorkflowClient client, Run run) {
    DescribeWorkflowExecutionRequest request =
        DescribeWorkflowExecutionRequest.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .setExecution(
                WorkflowExecution.newBuilder()
                    .setWorkflowId(run.workflowId())
                    .setRunId(run.runId()))
            .build();
    return words(
        client
            .getWorkflowServiceStubs()
            .blockingStub()
            .describeWorkflowExecution(request)
            .getPendingActivitiesList());
  }

  /** Of several the one that was tried most often. */
  static Optional<String> words(List<PendingActivityInfo> pending) {
    return pending.stream()
        .filter(activity -> activity.getAttempt() > 1 && activity.hasLastFailure())
        .max(Comparator.comparingInt(PendingActivityInfo::getAttempt))
        .map(activity ->
            "%s is tried again, attempt %d: %s"
                .formatted(
                    activity.getActivityType().getName(),
                    activity.getAttempt(),
                    brief(activity.getLastFailure().getMessage())));
  }

  private static String brief(String message) {
    String line = message.lines().findFirst().orElse("no reason given");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}

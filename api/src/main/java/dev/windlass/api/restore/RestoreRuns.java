package dev.windlass.api.restore;

import dev.windlass.api.engine.LockedException;
import dev.windlass.api.engine.Patience;
import dev.windlass.api.engine.Run;
import dev.windlass.api.engine.Runs;
import dev.windlass.api.engine.Signpost;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WindlassDataConverter;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.restore.RestoreActivities.Progress;
import dev.windlass.workflows.restore.RestorePlan;
import dev.windlass.workflows.restore.RestoreWorkflow;
import dev.windlass.workflows.restore.RestoreWorkflow.RestoreRequest;
import dev.windlass.workflows.restore.RestoreWorkflow.RestoreStatus;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Starts restores and asks them. */
@Component
public final class RestoreRuns {

  private static final Duration ANSWER = Duration.ofSeconds(8);
  private static final String LOADING = "LoadBackup";

  private final WorkflowClient client;
  private final Runs runs;

  public RestoreRuns(WorkflowClient client, Runs runs) {
    this.client = client;
    this.runs = runs;
  }

  /**
   * Starts one, under the environment's lock when its own database is the target.
   *
   * @throws LockedException when another change runs there, or another restore into that target
   */
  public Run start(RestoreRequest request) {
    RestorePlan plan = request.plan();
    String id = workflowId(plan);
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(id)
            .setTaskQueue(TaskQueues.CENTRAL)
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
            .setMemo(Map.of(Runs.DEPLOYMENT, Runs.RESTORE))
            .setStaticSummary(
                "%s %s: %s".formatted(plan.application(), plan.environment(), plan.summary()))
            .setStaticDetails(
                Signpost.of(
                    "Of %s, taken at %s.".formatted(plan.backup().id(), plan.backup().takenAt()),
                    request.startedBy(),
                    "ends before the data changes places, and the target is as before"))
            .build();
    RestoreWorkflow workflow = client.newWorkflowStub(RestoreWorkflow.class, options);
    try {
      WorkflowExecution begun = WorkflowClient.start(workflow::run, request);
      return new Run(id, begun.getRunId());
    } catch (WorkflowExecutionAlreadyStarted taken) {
      throw new LockedException(new Run(id, taken.getExecution().getRunId()), taken);
    }
  }

  private static String workflowId(RestorePlan plan) {
    String name = plan.target().name();
    return name == null
        ? WorkflowIds.change(plan.application(), plan.environment())
        : WorkflowIds.restore(plan.application(), plan.environment(), name);
  }

  /**
   * What the run says about itself.
   *
   * @throws dev.windlass.api.engine.NoAnswerException without a worker
   */
  public RestoreStatus status(Run run) {
    return Patience.within(ANSWER, () -> stub(run).query("status", RestoreStatus.class));
  }

  /** How far the loading is, as its last beat told; empty while nothing is loaded. */
  public Optional<Progress> progress(Run run) {
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setExecution(
                    WorkflowExecution.newBuilder()
                        .setWorkflowId(run.workflowId())
                        .setRunId(run.runId()))
                .build())
        .getPendingActivitiesList()
        .stream()
        .filter(activity -> activity.getActivityType().getName().equals(LOADING))
        .filter(activity -> activity.getHeartbeatDetails().getPayloadsCount() > 0)
        .findFirst()
        .map(activity ->
            WindlassDataConverter.get()
                .fromPayloads(
                    0,
                    Optional.of(activity.getHeartbeatDetails()),
                    Progress.class,
                    Progress.class));
  }

  /** Whether it goes on; one terminated from outside does not, whatever its record says. */
  public boolean isOpen(Run run) {
    return runs.isOpen(run);
  }

  /** Ends it before it changes places. */
  public void abort(Run run, String why) {
    stub(run).signal("abort", why);
  }

  /** Answers the question of a guided recovery. */
  public void goOn(Run run, String by) {
    stub(run).signal("goOn", by);
  }

  private WorkflowStub stub(Run run) {
    return client.newUntypedWorkflowStub(
        WorkflowTargetOptions.newBuilder()
            .setWorkflowId(run.workflowId())
            .setRunId(run.runId())
            .build());
  }
}

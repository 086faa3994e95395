package dev.windlass.workflows.restore;

import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupWorkflow;
import dev.windlass.workflows.backup.BackupWorkflow.BackupRequest;
import dev.windlass.workflows.backup.BackupWorkflow.BackupStatus;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.deployment.DeploymentRequest;
import dev.windlass.workflows.deployment.DeploymentWorkflow;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.PlanHash;
import dev.windlass.workflows.restore.RestoreActivities.Clean;
import dev.windlass.workflows.restore.RestoreActivities.Cleaned;
import dev.windlass.workflows.restore.RestoreActivities.Load;
import dev.windlass.workflows.restore.RestoreActivities.Look;
import dev.windlass.workflows.restore.RestoreActivities.Looked;
import dev.windlass.workflows.restore.RestoreActivities.Swap;
import dev.windlass.workflows.restore.RestoreRecordActivities.Close;
import dev.windlass.workflows.restore.RestoreRecordActivities.Hold;
import dev.windlass.workflows.restore.RestoreRecordActivities.Open;
import dev.windlass.workflows.restore.RestoreWorkflow.Loaded;
import dev.windlass.workflows.restore.RestoreWorkflow.RestoreRequest;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.TreeMap;

/** The activities of a restore and its one child, each with its options. */
final class RestoreCalls {

  private static final Duration LOOK_LIMIT = Duration.ofMinutes(2);

  /** Waiting for locks of the application is most of it. */
  private static final Duration SWAP_LIMIT = Duration.ofMinutes(15);

  private final RestoreRequest request;
  private final RestorePlan plan;

  RestoreCalls(RestoreRequest request) {
    this.request = request;
    this.plan = request.plan();
  }

  String open() {
    return record("give the restore its id")
        .open(
            new Open(
                Workflow.getInfo().getWorkflowId(),
                Workflow.getInfo().getRunId(),
                plan.application(),
                plan.environment(),
                plan.backup().id(),
                plan.target().database().name() + " at " + plan.target().database().host(),
                request.planHash(),
                request.startedBy(),
                NamedTimer.now()))
        .id();
  }

  /** Whether the backup stays as long as it is read. */
  boolean hold(String id) {
    return record("hold " + plan.backup().id())
        .hold(new Hold(id, plan.backup().id(), NamedTimer.now()))
        .agreed();
  }

  void close(Close close) {
    record("end of " + close.id()).close(close);
  }

  Looked look(String id) {
    return hands(LOOK_LIMIT, "compare the target with the plan").look(new Look(id, plan));
  }

  /** A backup of what the target holds; its id. */
  BackupStatus secure(String id, BackupPlan safety) {
    ChildWorkflowOptions options =
        ChildWorkflowOptions.newBuilder()
            .setWorkflowId(WorkflowIds.safety(id))
            .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
            .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setStaticSummary("safety backup before " + id)
            .build();
    return Workflow.newChildWorkflowStub(BackupWorkflow.class, options)
        .run(new BackupRequest(safety, Occasion.SAFETY, request.startedBy()));
  }

  /** A change of the environment as a part of this restore, which holds the lock for it. */
  void change(String id, String part, DeploymentPlan change) {
    String deployment = id + "-" + part;
    TreeMap<String, Object> memo = new TreeMap<>();
    memo.put("deployment", deployment);
    ChildWorkflowOptions options =
        ChildWorkflowOptions.newBuilder()
            .setWorkflowId(WorkflowIds.part(id, part))
            .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
            .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setMemo(memo)
            .setStaticSummary("%s of %s".formatted(part, id))
            .build();
    Workflow.newChildWorkflowStub(DeploymentWorkflow.class, options)
        .run(
            new DeploymentRequest(
                deployment, change, PlanHash.of(change), request.startedBy(), NamedTimer.now()));
  }

  Loaded load(String id, Looked looked) {
    return hands(plan.limit(), "load " + plan.backup().id()).load(new Load(id, plan, looked));
  }

  void swap(String id, Looked looked) {
    hands(SWAP_LIMIT, "put " + plan.backup().id() + " in place").swap(new Swap(id, plan, looked));
  }

  Cleaned clean(String id) {
    return hands(SWAP_LIMIT, "remove what the restore made").clean(new Clean(id, plan));
  }

  private static RestoreActivities hands(Duration limit, String summary) {
    return Workflow.newActivityStub(
        RestoreActivities.class, ActivityPolicies.whole(null, limit, summary));
  }

  private static RestoreRecordActivities record(String summary) {
    return Workflow.newActivityStub(
        RestoreRecordActivities.class, ActivityPolicies.central(summary));
  }
}

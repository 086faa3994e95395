package dev.windlass.workflows.maintenance;

import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.deployment.DeploymentRequest;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.DeploymentWorkflow;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.PlanHash;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for whoever ends the maintenance; after the limit it is the one. */
public final class MaintenanceWorkflowImpl implements MaintenanceWorkflow {

  /** Another change holds the lock: how soon it is tried again, and how seldom at last. */
  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private MaintenanceRequest request;
  private Duration patience = FIRST_WAIT;
  private int renewals;
  private boolean open;

  @WorkflowInit
  public MaintenanceWorkflowImpl(MaintenanceRequest request) {
    this.request = request;
  }

  @Override
  public void run(MaintenanceRequest first) {
    DeploymentPlan plan = first.opening();
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.APPLICATION.valueSet(plan.application()),
        SearchAttributes.ENVIRONMENT.valueSet(plan.environment()),
        SearchAttributes.PHASE.valueSet("maintenance"));
    while (!open) {
      show();
      Instant until = request.state().until();
      if (until == null) {
        Workflow.await(news());
      } else if (!NamedTimer.until(until, "end of the maintenance").awaits(news())) {
        limitPassed();
      }
    }
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  private Supplier<Boolean> news() {
    int seen = renewals;
    return () -> open || renewals != seen;
  }

  private void limitPassed() {
    Maintenance maintenance = Objects.requireNonNull(request.opening().maintenance());
    if (maintenance.afterLimit() == Maintenance.AfterLimit.KEEP) {
      MaintenanceState kept = request.state().until(null);
      request = request.with(kept.because("its limit has passed, and afterLimit is keep"));
      return;
    }
    Supplier<Boolean> news = news();
    String hindered = openUnderTheLock();
    if (hindered != null && !news.get()) {
      request = request.with(request.state().because("its limit has passed; " + hindered));
      show();
      NamedTimer.until(NamedTimer.now().plus(patience), "try again to open").awaits(news);
      patience = min(patience.multipliedBy(2), LONGEST_WAIT);
    }
  }

  /** What hindered it, or null when the application is open. */
  private @Nullable String openUnderTheLock() {
    DeploymentPlan plan = request.opening();
    String id = "d-" + Workflow.randomUUID();
    DeploymentWorkflow run = Workflow.newChildWorkflowStub(DeploymentWorkflow.class, change(id));
    DeploymentRequest opening =
        new DeploymentRequest(
            id,
            plan,
            PlanHash.of(plan),
            "windlass, at the limit of " + request.state().by(),
            NamedTimer.now());
    Promise<DeploymentStatus> ended = Async.function(run::run, opening);
    try {
      Workflow.getWorkflowExecution(run).get();
    } catch (ChildWorkflowFailure locked) {
      return "another change is under way, which goes first";
    }
    try {
      ended.get();
      open = true;
      return null;
    } catch (ChildWorkflowFailure failed) {
      return "it could not be opened: " + Words.of(failed);
    }
  }

  /** The run goes on when this one is ended from outside: it holds the lock for itself. */
  private ChildWorkflowOptions change(String id) {
    DeploymentPlan plan = request.opening();
    TreeMap<String, Object> memo = new TreeMap<>();
    memo.put("deployment", id);
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(WorkflowIds.change(plan.application(), plan.environment()))
        .setTaskQueue(TaskQueues.CENTRAL)
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
        .setMemo(memo)
        .setStaticSummary(
            "maintenance off of %s %s".formatted(plan.application(), plan.environment()))
        .build();
  }

  private void show() {
    MaintenanceState state = request.state();
    Workflow.setCurrentDetails(
        """
        ## %s %s · **maintenance on**

        since %s by %s%s%s

        visitors read: %s
        """
            .formatted(
                request.opening().application(),
                request.opening().environment(),
                state.since(),
                state.by(),
                state.until() == null ? ", until a person ends it" : ", until " + state.until(),
                state.why() == null ? "" : ": " + state.why(),
                state.message()));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public void renew(MaintenanceRequest other) {
    // A deployment that holds it names no other beginning than the one that is known.
    request = other;
    patience = FIRST_WAIT;
    renewals++;
  }

  @Override
  public void opened(@Nullable String by) {
    open = true;
  }

  @Override
  public MaintenanceState maintenance() {
    return request.state();
  }
}

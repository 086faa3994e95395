package dev.windlass.api.engine;

import dev.windlass.workflows.backup.FreshnessWorkflow.FreshnessStatus;
import dev.windlass.workflows.backup.FreshnessWorkflow.Vigil;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.deployment.DeploymentRequest;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.DeploymentWorkflow;
import dev.windlass.workflows.deployment.DeploymentWorkflow.CodeOffer;
import dev.windlass.workflows.deployment.DeploymentWorkflow.Command;
import dev.windlass.workflows.deployment.DeploymentWorkflow.Receipt;
import dev.windlass.workflows.deployment.Instruction;
import dev.windlass.workflows.deployment.Verb;
import dev.windlass.workflows.inspection.InspectionWorkflow;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import dev.windlass.workflows.inspection.InspectionWorkflow.Inspect;
import dev.windlass.workflows.maintenance.MaintenanceState;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.watch.StandingWatchWorkflow.WatchStatus;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.payload.codec.PayloadCodecException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts changes and talks to them. The truth about a running change is its workflow. */
public final class Runs {

  /** Longest wait for a query or an update: people wait for it. */
  private static final Duration ANSWER = Duration.ofSeconds(8);

  /** In the memo of a run: the id of its deployment, readable without a worker. */
  public static final String DEPLOYMENT = "deployment";

  /** In its place in the memo of a run that holds the lock and is no deployment. */
  public static final String RESTORE = "restore";

  private static final Duration INSPECTION = Duration.ofMinutes(3);

  private final WorkflowClient client;

  public Runs(WorkflowClient client) {
    this.client = client;
  }

  /** The Temporal namespace of all runs. */
  public String namespace() {
    return client.getOptions().getNamespace();
  }

  /**
   * Starts a change under its environment's lock.
   *
   * @throws LockedException when another change runs there
   * @throws PayloadCodecException when the plan is larger than Temporal takes
   */
  public Run start(DeploymentRequest request) {
    DeploymentPlan plan = request.plan();
    String id = WorkflowIds.change(plan.application(), plan.environment());
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(id)
            .setTaskQueue(TaskQueues.CENTRAL)
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
            .setStaticSummary(Introduction.summary(plan))
            .setStaticDetails(Introduction.details(request))
            .setMemo(Map.of(DEPLOYMENT, request.deployment()))
            .build();
    DeploymentWorkflow workflow = client.newWorkflowStub(DeploymentWorkflow.class, options);
    try {
      WorkflowExecution begun = WorkflowClient.start(workflow::run, request);
      return new Run(id, begun.getRunId());
    } catch (WorkflowExecutionAlreadyStarted held) {
      throw new LockedException(new Run(id, held.getExecution().getRunId()), held);
    } catch (WorkflowServiceException failed) {
      throw failed.getCause() instanceof PayloadCodecException tooLarge ? tooLarge : failed;
    }
  }

  /**
   * What the run says about itself.
   *
   * @throws NoAnswerException without a worker
   */
  public DeploymentStatus status(Run run) {
    return Patience.within(ANSWER, () -> stub(run).query("status", DeploymentStatus.class));
  }

  /** What the run cannot get done for now, in words; empty while nothing fails. */
  public Optional<String> trouble(Run run) {
    return Patience.within(ANSWER, () -> Retries.of(client, run));
  }

  /**
   * A maintenance that outlives what put it on.
   *
   * @throws NoAnswerException without a worker
   */
  public Optional<MaintenanceState> maintenance(String application, String environment) {
    return asked(
        WorkflowIds.maintenance(application, environment), "maintenance", MaintenanceState.class);
  }

  /**
   * The standing watch of an environment.
   *
   * @throws NoAnswerException without a worker
   */
  public Optional<WatchStatus> standingWatch(String application, String environment) {
    return asked(WorkflowIds.environment(application, environment), "status", WatchStatus.class);
  }

  /**
   * Whether an environment's backups are young enough.
   *
   * @throws NoAnswerException without a worker
   */
  public Optional<FreshnessStatus> freshness(String application, String environment) {
    return asked(WorkflowIds.freshness(application, environment), "status", FreshnessStatus.class);
  }

  /** From now on an alarm is told when backups are older than this. */
  public void watchFreshness(Vigil vigil) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(WorkflowIds.freshness(vigil.application(), vigil.environment()))
            .setTaskQueue(TaskQueues.CENTRAL)
            .setStaticSummary(
                "backups of %s %s".formatted(vigil.application(), vigil.environment()))
            .build();
    Object[] said = {vigil};
    Patience.within(
        ANSWER,
        () ->
            client
                .newUntypedWorkflowStub("Freshness", options)
                .signalWithStart("renew", said, said));
  }

  /** From now on nobody is told. */
  public void endFreshness(String application, String environment) {
    String id = WorkflowIds.freshness(application, environment);
    Patience.within(
        ANSWER,
        () -> {
          try {
            client.newUntypedWorkflowStub(id).signal("end", "a file");
          } catch (WorkflowNotFoundException never) {
            // That is what is wanted.
          }
          return id;
        });
  }

  /** What a workflow of this id answers, if one runs. */
  private <T> Optional<T> asked(String id, String query, Class<T> answer) {
    WorkflowStub running = client.newUntypedWorkflowStub(id);
    try {
      return known(running).open()
          ? Optional.of(Patience.within(ANSWER, () -> running.query(query, answer)))
          : Optional.empty();
    } catch (WorkflowNotFoundException never) {
      return Optional.empty();
    }
  }

  /** Whatever holds the lock of an environment now. */
  public Optional<Known> holder(String application, String environment) {
    String id = WorkflowIds.change(application, environment);
    try {
      return Optional.of(known(client.newUntypedWorkflowStub(id))).filter(Known::open);
    } catch (WorkflowNotFoundException never) {
      return Optional.empty();
    }
  }

  /** Whether Temporal holds the run to be open; one terminated from outside is not. */
  public boolean isOpen(Run run) {
    try {
      return known(stub(run)).open();
    } catch (WorkflowNotFoundException forgotten) {
      return false;
    }
  }

  private static Known known(WorkflowStub stub) {
    return Patience.within(
        ANSWER,
        () -> {
          WorkflowExecutionDescription found = stub.describe();
          WorkflowExecution execution = found.getExecution();
          return new Known(
              new Run(execution.getWorkflowId(), execution.getRunId()),
              found.getMemo(DEPLOYMENT, String.class, String.class),
              found.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
        });
  }

  /**
   * What Temporal knows about a run without asking its worker.
   *
   * @param deployment its id, or null when it was not started by the doors
   */
  public record Known(Run run, @Nullable String deployment, boolean open) {

    /** Whether it restores the environment's database, and answers as a restore does. */
    public boolean restores() {
      return RESTORE.equals(deployment);
    }
  }

  /** Says it without waiting for an answer; it arrives also when the worker is away. */
  public void signal(Run run, Verb verb, Instruction instruction) {
    stub(run).signal(verb.name().toLowerCase(Locale.ROOT), instruction);
  }

  /**
   * Says it and brings the answer.
   *
   * @throws NoAnswerException without a worker
   * @throws io.temporal.client.WorkflowUpdateException when the run refuses
   */
  public Receipt instruct(Run run, Verb verb, Instruction instruction) {
    return Patience.within(
        ANSWER, () -> stub(run).update("instruct", Receipt.class, new Command(verb, instruction)));
  }

  /**
   * Lets the run know whom a code proves.
   *
   * @throws NoAnswerException without a worker
   * @throws io.temporal.client.WorkflowUpdateException when the gate takes no code now
   */
  public Receipt offer(Run run, CodeOffer offer) {
    return Patience.within(ANSWER, () -> stub(run).update("offerCode", Receipt.class, offer));
  }

  /**
   * Facts for a plan.
   *
   * @throws NoAnswerException when it took too long
   * @throws io.temporal.client.WorkflowFailedException when it failed
   */
  public Facts inspect(Inspect request) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(WorkflowIds.inspection(UUID.randomUUID().toString()))
            .setTaskQueue(TaskQueues.CENTRAL)
            .setWorkflowExecutionTimeout(INSPECTION)
            .setStaticSummary("facts for " + request.application() + " " + request.environment())
            .build();
    InspectionWorkflow workflow = client.newWorkflowStub(InspectionWorkflow.class, options);
    return Patience.within(INSPECTION, () -> workflow.run(request));
  }

  private WorkflowStub stub(Run run) {
    return client.newUntypedWorkflowStub(
        WorkflowTargetOptions.newBuilder()
            .setWorkflowId(run.workflowId())
            .setRunId(run.runId())
            .build());
  }
}

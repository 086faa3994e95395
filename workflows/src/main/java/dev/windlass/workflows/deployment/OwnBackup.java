package dev.windlass.workflows.deployment;

import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupWorkflow;
import dev.windlass.workflows.backup.BackupWorkflow.BackupRequest;
import dev.windlass.workflows.backup.BackupWorkflow.BackupStatus;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.CatalogueActivities.Ended;
import dev.windlass.workflows.contract.ChangeIds;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.deployment.SecuredBackup.Way;
import dev.windlass.workflows.plan.Backup.Newest;
import dev.windlass.workflows.plan.Backup.Otherwise;
import dev.windlass.workflows.plan.Backup.Own;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A backup of Windlass's own before a deployment changes anything: one that is young enough, one
 * that is being taken already, or a new one, by a child that ends with the run.
 */
final class OwnBackup {

  private final Run run;
  private final Own wanted;
  private final BackupPlan plan;
  private final BackupLook look;

  OwnBackup(Run run, Own wanted) {
    this.run = run;
    this.wanted = wanted;
    this.plan = wanted.plan();
    this.look = new BackupLook(wanted);
  }

  /**
   * @throws Stop when there is none to rely on: everything is taken back
   */
  void secure() {
    Newest newest = wanted.youngerThan() == null ? null : look.newest();
    String objection = wanted.objection(newest, NamedTimer.now());
    if (objection == null && newest != null && !isHeld(newest.id())) {
      objection = goes(newest.id());
    }
    if (objection == null && newest != null) {
      rely(new SecuredBackup(wanted.kind(), newest.id(), newest.takenAt(), Way.FOUND), "accepted");
    } else if (objection != null && wanted.otherwise() == Otherwise.REFUSE) {
      // It was young enough in the preflight: gates may have taken long.
      throw Stop.undo(failed(objection));
    } else {
      take();
    }
  }

  /** One at a time of each kind: whoever finds another under way relies on that one. */
  private void take() {
    SecuredBackup secured = taken();
    while (secured == null) {
      Ended other = look.awaitOther();
      if (other != null && other.problem() == null && isHeld(other.id())) {
        rely(
            new SecuredBackup(wanted.kind(), other.id(), other.takenAt(), Way.AWAITED),
            "was being taken already: accepted");
        return;
      }
      secured = taken();
    }
    if (!isHeld(secured.id())) {
      throw Stop.undo(failed(goes(secured.id())));
    }
    rely(secured, "taken");
  }

  /** Whether nothing removes it for as long as the run may go back to it. */
  private boolean isHeld(String id) {
    boolean asks =
        Workflow.getVersion(ChangeIds.RELY_ON_BACKUPS, Workflow.DEFAULT_VERSION, 1)
            != Workflow.DEFAULT_VERSION;
    return !asks || look.hold(id, run.request.deployment());
  }

  private static String goes(String id) {
    return id + " is about to be removed, as its retention says";
  }

  /** Null when another of this kind runs. */
  private @Nullable SecuredBackup taken() {
    Instant began = NamedTimer.now();
    try {
      BackupStatus status =
          Workflow.newChildWorkflowStub(BackupWorkflow.class, options())
              .run(new BackupRequest(plan, Occasion.DEPLOYMENT, startedBy()));
      String id = Objects.requireNonNull(status.id(), "a backup that is whole has an id");
      status.remarks().forEach(remark -> say(id + ": " + remark));
      return new SecuredBackup(wanted.kind(), id, began, Way.TAKEN);
    } catch (ChildWorkflowFailure failure) {
      if (failure.getCause() instanceof WorkflowExecutionAlreadyStarted) {
        return null;
      }
      if (failure.getCause() instanceof CanceledFailure) {
        throw failure;
      }
      throw Stop.undo(failed(Words.of(failure)));
    }
  }

  private String startedBy() {
    return "deployment %d by %s".formatted(run.change().number(), run.request.startedBy());
  }

  /**
   * An abort waits until the child has cleaned up, so that the way back finds nothing half done.
   */
  private ChildWorkflowOptions options() {
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(WorkflowIds.backup(plan.application(), plan.environment(), wanted.kind()))
        .setTaskQueue(TaskQueues.CENTRAL)
        .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
        .setStaticSummary("backup of the %s before the deployment".formatted(wanted.kind()))
        .build();
  }

  private void rely(SecuredBackup backup, String how) {
    run.board.secured(backup);
    say("backup %s of the %s %s".formatted(backup.id(), wanted.kind(), how));
  }

  private void say(String text) {
    run.board.say(TimelineEntry.Kind.STEP, text, null);
  }

  private Reason failed(String why) {
    return new Reason(Reason.Code.STEP_FAILED, "backup of the " + wanted.kind(), why);
  }
}

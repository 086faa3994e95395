package dev.windlass.workflows.deployment;

import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import dev.windlass.workflows.plan.Backup.Back;
import dev.windlass.workflows.plan.Backup.Own;
import dev.windlass.workflows.plan.PlanHash;
import dev.windlass.workflows.restore.RestorePlan;
import dev.windlass.workflows.restore.RestorePlan.Chosen;
import dev.windlass.workflows.restore.RestorePlan.Target;
import dev.windlass.workflows.restore.RestoreWorkflow;
import dev.windlass.workflows.restore.RestoreWorkflow.RestoreRequest;
import dev.windlass.workflows.restore.RestoreWorkflow.RestoreStatus;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes a migration back by the backup from before it, under the lock that the run holds. By itself
 * only where nobody can have written since; else a person says whether what was written may be
 * lost.
 */
final class DataReturn {

  private static final String KIND = "database";

  private final Run run;
  private boolean agreed;

  DataReturn(Run run) {
    this.run = run;
  }

  /**
   * What could not be taken back.
   *
   * @throws Stop when a person ends the run as it is
   */
  List<String> bring(int attempt) {
    SecuredBackup backup = secured();
    if (backup == null) {
      say("the schema is kept: nothing was live before, so there is no backup to go back to");
      return List.of();
    }
    if (!mayLose(backup)) {
      return List.of();
    }
    Own own = own();
    Row row = new BackupLook(own).of(backup.id());
    return row == null || row.manifest() == null
        ? List.of("schema: backup %s is whole in no store any more".formatted(backup.id()))
        : restore(plan(own, row, row.manifest()), attempt);
  }

  private @Nullable SecuredBackup secured() {
    List<SecuredBackup> backups = run.board.status().backups();
    return backups == null
        ? null
        : backups.stream().filter(one -> one.kind().equals(KIND)).findFirst().orElse(null);
  }

  /** Whoever has agreed once is not asked again when the restore itself is tried again. */
  private boolean mayLose(SecuredBackup backup) {
    String objection = agreed ? null : run.silence.objection(backup.takenAt());
    if (objection == null) {
      return true;
    }
    Reason loses =
        new Reason(
            Reason.Code.UNDO_LOSES,
            null,
            "%s. undo: restore %s all the same; skip: the data stays, and the new schema; close: all stays as it is now"
                .formatted(objection, backup.id()));
    if (run.attention.askUndoing(loses, Verb.UNDO, Verb.SKIP, Verb.CLOSE).verb() == Verb.SKIP) {
      say("the data and the schema are kept: a person has said so");
      return false;
    }
    agreed = true;
    return true;
  }

  private List<String> restore(RestorePlan plan, int attempt) {
    run.schemaInDoubt(true);
    try {
      RestoreStatus end =
          Workflow.newChildWorkflowStub(RestoreWorkflow.class, options(attempt))
              .run(new RestoreRequest(plan, PlanHash.of(plan), startedBy()));
      run.schemaInDoubt(false);
      String safety = end.safety() == null ? "" : "; what it held is in " + end.safety();
      say("schema and data as in %s again%s".formatted(plan.backup().id(), safety));
      end.remarks().forEach(remark -> say(plan.backup().id() + ": " + remark));
      return List.of();
    } catch (ChildWorkflowFailure failure) {
      return List.of("schema: restore of %s: %s".formatted(plan.backup().id(), Words.of(failure)));
    }
  }

  private ChildWorkflowOptions options(int attempt) {
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(WorkflowIds.takeBack(run.request.deployment(), attempt))
        .setTaskQueue(TaskQueues.CENTRAL)
        .setStaticSummary("restore of what the migration has changed")
        .build();
  }

  /** What it holds now is saved before, and stays until somebody removes it. */
  private static RestorePlan plan(Own own, Row row, String manifest) {
    BackupPlan taken = own.plan();
    Back back = Objects.requireNonNull(own.back(), "the compiler has made sure");
    BackupSource.Data data = (BackupSource.Data) taken.source();
    List<StorePlace> stores =
        taken.stores().stream().filter(store -> row.stores().contains(store.address())).toList();
    return new RestorePlan(
        taken.application(),
        taken.environment(),
        new Chosen(row.id(), row.takenAt(), manifest, stores, back.identity()),
        new Target(null, data.database(), data.on(), data.tunnel(), back.server()),
        List.of(),
        taken.forEver(),
        taken.ssh(),
        taken.limit(),
        null);
  }

  /** The reader has made sure that there is one. */
  private Own own() {
    return Objects.requireNonNull(run.plan.backup()).owned().stream()
        .filter(one -> one.kind().equals(KIND))
        .findFirst()
        .orElseThrow();
  }

  private String startedBy() {
    return "deployment %d by %s".formatted(run.change().number(), run.request.startedBy());
  }

  private void say(String text) {
    run.board.say(Kind.UNDO, text, null);
  }
}

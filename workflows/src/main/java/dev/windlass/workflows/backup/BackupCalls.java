package dev.windlass.workflows.backup;

import dev.windlass.workflows.backup.BackupActivities.Copy;
import dev.windlass.workflows.backup.BackupActivities.Discard;
import dev.windlass.workflows.backup.BackupActivities.Take;
import dev.windlass.workflows.backup.BackupWorkflow.BackupRequest;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.CatalogueActivities.Close;
import dev.windlass.workflows.backup.CatalogueActivities.Forget;
import dev.windlass.workflows.backup.CatalogueActivities.ListBackups;
import dev.windlass.workflows.backup.CatalogueActivities.Open;
import dev.windlass.workflows.backup.CatalogueActivities.Retire;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.backup.CatalogueActivities.Stored;
import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.NamedTimer;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The activities of a backup, each with its options. */
final class BackupCalls {

  private static final Duration DISCARD_LIMIT = Duration.ofMinutes(5);

  private final BackupRequest request;
  private final BackupPlan plan;

  BackupCalls(BackupRequest request) {
    this.request = request;
    this.plan = request.plan();
  }

  String open() {
    return catalogue("give the backup its id")
        .open(
            new Open(
                Workflow.getInfo().getRunId(),
                plan.application(),
                plan.environment(),
                plan.source().kind(),
                request.occasion(),
                request.startedBy(),
                NamedTimer.now(),
                plan.target()))
        .id();
  }

  /**
   * @param to the plan, to the first of its stores
   */
  Taken take(String id, BackupPlan to) {
    return hands("back up to " + to.stores().getFirst()).take(new Take(id, to, request.occasion()));
  }

  /**
   * @param from the plan, from the first of its stores
   */
  void copy(String id, BackupPlan from, StorePlace store, String manifest) {
    hands("copy to " + store).copy(new Copy(id, from, store, manifest));
  }

  void discard(String id, StorePlace store) {
    hands(DISCARD_LIMIT, "remove " + id + " from " + store).discard(new Discard(id, plan, store));
  }

  void stored(String id, String store, Taken taken) {
    catalogue("whole in " + store).stored(new Stored(id, store, taken, NamedTimer.now()));
  }

  List<Row> list() {
    return catalogue("list backups")
        .list(new ListBackups(plan.application(), plan.environment(), plan.source().kind()))
        .rows();
  }

  /** Whether it may go. */
  boolean retire(String id) {
    return catalogue("retire " + id).retire(new Retire(id, NamedTimer.now())).agreed();
  }

  void forget(String id, String store) {
    catalogue("forget " + id).forget(new Forget(id, store, NamedTimer.now()));
  }

  void close(String id, @Nullable String problem) {
    catalogue("end of " + id).close(new Close(id, problem, NamedTimer.now()));
  }

  /** A safety backup is waited for, and any of its stores will do. */
  private BackupActivities hands(String summary) {
    return request.occasion() == Occasion.SAFETY
        ? Workflow.newActivityStub(
            BackupActivities.class, ActivityPolicies.wholeOrElse(null, plan.limit(), summary))
        : hands(plan.limit(), summary);
  }

  private static BackupActivities hands(Duration limit, String summary) {
    return Workflow.newActivityStub(
        BackupActivities.class, ActivityPolicies.whole(null, limit, summary));
  }

  private static CatalogueActivities catalogue(String summary) {
    return Workflow.newActivityStub(CatalogueActivities.class, ActivityPolicies.central(summary));
  }
}

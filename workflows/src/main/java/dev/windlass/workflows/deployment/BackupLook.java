package dev.windlass.workflows.deployment;

import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.CatalogueActivities;
import dev.windlass.workflows.backup.CatalogueActivities.AwaitEnd;
import dev.windlass.workflows.backup.CatalogueActivities.Ended;
import dev.windlass.workflows.backup.CatalogueActivities.ListBackups;
import dev.windlass.workflows.backup.CatalogueActivities.Rely;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.plan.Backup.Newest;
import dev.windlass.workflows.plan.Backup.Own;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the catalogue says of the backups of one kind. */
final class BackupLook {

  /** How long one look at another backup's run lasts; then it may be gone without having told. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Its catalogue says that it ended a moment before its run does. */
  private static final Duration ENDING = Duration.ofMinutes(1);

  private final String kind;
  private final BackupPlan plan;

  BackupLook(Own wanted) {
    this.kind = wanted.kind();
    this.plan = wanted.plan();
  }

  /** The newest with every table that is whole in some store; null where there is none. */
  @Nullable Newest newest() {
    return whole().stream()
        .filter(row -> !row.safety() && !row.selected())
        .findFirst()
        .map(row -> new Newest(row.id(), row.takenAt()))
        .orElse(null);
  }

  /** This one, where it is still whole in some store; else null. */
  @Nullable Row of(String id) {
    return whole().stream().filter(row -> row.id().equals(id)).findFirst().orElse(null);
  }

  /** Whether it stays until the deployment is closed; false where it is about to go. */
  boolean hold(String id, String deployment) {
    CatalogueActivities catalogue =
        Workflow.newActivityStub(
            CatalogueActivities.class, ActivityPolicies.central("rely on " + id));
    return catalogue.rely(new Rely(id, deployment, NamedTimer.now())).agreed();
  }

  private List<Row> whole() {
    CatalogueActivities catalogue =
        Workflow.newActivityStub(
            CatalogueActivities.class,
            ActivityPolicies.central("look for a backup of the " + kind));
    return catalogue.list(new ListBackups(plan.application(), plan.environment(), kind)).rows();
  }

  /** How the backup that is being taken by somebody else ended; null where it still goes on. */
  @Nullable Ended awaitOther() {
    Instant since = NamedTimer.now().minus(ENDING);
    CatalogueActivities catalogue =
        Workflow.newActivityStub(
            CatalogueActivities.class,
            ActivityPolicies.hosts(
                null, PATIENCE, "wait for the backup of the %s that runs".formatted(kind)));
    return catalogue
        .awaitEnd(new AwaitEnd(plan.application(), plan.environment(), kind, since, PATIENCE))
        .ended();
  }
}

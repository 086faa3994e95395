package dev.windlass.workflows.backup;

import dev.windlass.workflows.backup.CatalogueActivities.Enter;
import dev.windlass.workflows.backup.CatalogueActivities.Entered;
import dev.windlass.workflows.backup.CatalogueActivities.ListBackups;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.backup.RescanActivities.Found;
import dev.windlass.workflows.backup.RescanActivities.Scan;
import dev.windlass.workflows.backup.RescanActivities.Scanned;
import dev.windlass.workflows.backup.RescanWorkflow.RescanRequest;
import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.NamedTimer;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The activities of a rescan, each with its options. */
final class RescanCalls {

  /** Of one page: some hundred manifests, of which those of large schemas have megabytes. */
  private static final Duration PAGE_LIMIT = Duration.ofMinutes(15);

  private static final List<String> KINDS = List.of("database", "files");

  private final BackupPlan plan;
  private final String startedBy;

  RescanCalls(RescanRequest request) {
    plan = request.plan();
    startedBy = request.startedBy();
  }

  Scanned scan(StorePlace store, String after) {
    String summary = after.isEmpty() ? "read " + store : "read %s after %s".formatted(store, after);
    return Workflow.newActivityStub(
            RescanActivities.class, ActivityPolicies.soon(null, PAGE_LIMIT, summary))
        .scan(new Scan(plan, store, after));
  }

  Entered enter(StorePlace store, List<Found> found) {
    if (found.isEmpty()) {
      return new Entered(List.of(), List.of());
    }
    return catalogue("enter what %s has".formatted(store))
        .enter(
            new Enter(
                plan.application(),
                plan.environment(),
                store.address(),
                found,
                startedBy,
                NamedTimer.now()));
  }

  /** Ids of the backups that the catalogue says are whole in that store. */
  List<String> claimed(StorePlace store) {
    return KINDS.stream()
        .flatMap(this::rows)
        .filter(row -> row.stores().contains(store.address()))
        .map(Row::id)
        .toList();
  }

  private Stream<Row> rows(String kind) {
    return catalogue("list backups of kind " + kind)
        .list(new ListBackups(plan.application(), plan.environment(), kind, true))
        .rows()
        .stream();
  }

  private static CatalogueActivities catalogue(String summary) {
    return Workflow.newActivityStub(CatalogueActivities.class, ActivityPolicies.central(summary));
  }
}

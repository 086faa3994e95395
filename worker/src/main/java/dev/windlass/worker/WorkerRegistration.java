package dev.windlass.worker;

import dev.windlass.activities.analysis.AnalysisActivitiesImpl;
import dev.windlass.activities.artifact.ArtifactActivitiesImpl;
import dev.windlass.activities.artifact.ArtifactSink;
import dev.windlass.activities.backup.BackupActivitiesImpl;
import dev.windlass.activities.backup.CatalogueActivitiesImpl;
import dev.windlass.activities.backup.GrantedStores;
import dev.windlass.activities.backup.PlanSources;
import dev.windlass.activities.backup.RescanActivitiesImpl;
import dev.windlass.activities.drill.DrillActivitiesImpl;
import dev.windlass.activities.fleet.FleetActivitiesImpl;
import dev.windlass.activities.fleet.FleetParts;
import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.ledger.DrillLedgerActivitiesImpl;
import dev.windlass.activities.ledger.LedgerActivitiesImpl;
import dev.windlass.activities.ledger.PassedActivitiesImpl;
import dev.windlass.activities.ledger.RestoreRecordActivitiesImpl;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.activities.migration.MigrationActivitiesImpl;
import dev.windlass.activities.preflight.PreflightActivitiesImpl;
import dev.windlass.activities.restore.RestoreActivitiesImpl;
import dev.windlass.activities.traffic.TrafficActivitiesImpl;
import dev.windlass.activities.watch.WatchActivitiesImpl;
import dev.windlass.store.Store;
import dev.windlass.worker.engine.Queues;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowTypes;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Everything that a worker runs, on which queue. */
final class WorkerRegistration implements Queues {

  /** A beat must reach the engine within the heartbeat limit, and an abort must be seen at once. */
  private static final Duration THROTTLE = Duration.ofSeconds(1);

  private final List<Object> central;
  private final List<Object> zoned;
  private final WorkerProperties properties;

  WorkerRegistration(
      FleetParts fleet, ArtifactSink artifacts, Store store, WorkerProperties properties) {
    GrantedHosts hosts = new GrantedHosts(fleet.grants(), fleet.hosts());
    DatabaseRoute.Opener routes = new DatabaseRoute.Opener(fleet.grants(), fleet.hosts());
    MigrationActivitiesImpl migrations =
        new MigrationActivitiesImpl(routes, fleet.artifacts(), fleet.meters());
    GrantedStores stores = new GrantedStores(fleet.grants(), fleet.hosts());
    BackupActivitiesImpl backups =
        new BackupActivitiesImpl(stores, new PlanSources(routes, hosts, Clock.systemUTC()));
    this.zoned =
        List.of(
            new FleetActivitiesImpl(fleet),
            new TrafficActivitiesImpl(hosts, fleet.meters()),
            new AnalysisActivitiesImpl(fleet.grants(), fleet.hosts(), fleet.http(), fleet.meters()),
            migrations,
            backups,
            new RestoreActivitiesImpl(fleet.grants(), stores, routes, hosts),
            new RescanActivitiesImpl(stores),
            new DrillActivitiesImpl(
                stores, routes, fleet.artifacts(), properties.scratchRefused()));
    this.central =
        List.of(
            new LedgerActivitiesImpl(store),
            new PassedActivitiesImpl(store.ledger().releases()),
            new CatalogueActivitiesImpl(store, fleet.meters()),
            new RestoreRecordActivitiesImpl(store),
            new DrillLedgerActivitiesImpl(store, fleet.meters()),
            new PreflightActivitiesImpl(fleet.grants(), fleet.artifacts(), migrations),
            new ArtifactActivitiesImpl(fleet.grants(), artifacts),
            new WatchActivitiesImpl(store.ledger()::newestSuccess, fleet.meters()));
    this.properties = properties;
  }

  @Override
  public void register(WorkerFactory factory) {
    Worker worker = factory.newWorker(TaskQueues.CENTRAL, options());
    // A failure of ours ends a run; any other exception in workflow code is a bug and blocks it
    // until
    // a mended worker comes, which is what the SDK does unless told otherwise.
    worker.registerWorkflowImplementationTypes(WorkflowTypes.all().toArray(Class<?>[]::new));
    worker.registerActivitiesImplementations(central.toArray());
    worker.registerActivitiesImplementations(zoned.toArray());
    for (String zone : properties.zones()) {
      factory
          .newWorker(TaskQueues.ofZone(zone), options())
          .registerActivitiesImplementations(zoned.toArray());
    }
  }

  private WorkerOptions options() {
    return WorkerOptions.newBuilder()
        .setUsingVirtualThreads(true)
        .setDisableEagerExecution(false)
        .setMaxConcurrentActivityExecutionSize(properties.activities())
        .setDefaultHeartbeatThrottleInterval(THROTTLE)
        .setMaxHeartbeatThrottleInterval(THROTTLE)
        .build();
  }
}

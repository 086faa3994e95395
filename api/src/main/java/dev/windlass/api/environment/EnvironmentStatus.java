package dev.windlass.api.environment;

import dev.windlass.api.deployment.DeploymentView;
import dev.windlass.store.ledger.ReleaseRow;
import dev.windlass.workflows.backup.FreshnessWorkflow.FreshnessStatus;
import dev.windlass.workflows.maintenance.MaintenanceState;
import dev.windlass.workflows.watch.StandingWatchWorkflow.WatchStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an environment stands.
 *
 * @param live the release that the ledger holds to be live, or null
 * @param dirty a run ended without being undone; a person has to look first
 * @param last the newest deployment that ended, or null
 * @param unclosed runs that were ended from outside and left hosts as they were, oldest first
 * @param maintenance since when and why the application is closed, or null when it is open
 * @param watch what the standing watch says, with every open alarm; null where there is none, or
 *     where it does not answer
 * @param backups how young they are, with every open alarm; null where the file declares no alarm,
 *     or where it does not answer
 * @param running the one that holds the lock, with everything it says; or null
 */
public record EnvironmentStatus(
    String application,
    String environment,
    @Nullable ReleaseRow live,
    boolean dirty,
    @Nullable MaintenanceState maintenance,
    @Nullable WatchStatus watch,
    @Nullable FreshnessStatus backups,
    @Nullable DeploymentView last,
    List<DeploymentView> unclosed,
    @Nullable DeploymentView running) {
  public EnvironmentStatus {
    unclosed = List.copyOf(unclosed);
  }
}

package dev.windlass.api.environment;

import dev.windlass.api.deployment.DeploymentView;
import dev.windlass.api.deployment.Deployments;
import dev.windlass.api.engine.Runs;
import dev.windlass.workflows.maintenance.MaintenanceState;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds out whether an application is closed: by a change under way, or by one that is over. */
@Component
public final class MaintenanceLook {

  private final Deployments deployments;
  private final Runs runs;

  public MaintenanceLook(Deployments deployments, Runs runs) {
    this.deployments = deployments;
    this.runs = runs;
  }

  /**
   * Empty when it is open.
   *
   * @throws dev.windlass.api.engine.NoAnswerException without a worker
   */
  Optional<MaintenanceState> at(String application, String environment) {
    return deployments
        .running(application, environment)
        .map(deployments::view)
        .map(DeploymentView::status)
        .filter(Objects::nonNull)
        .flatMap(status -> Optional.ofNullable(status.maintenance()))
        .or(() -> runs.maintenance(application, environment));
  }
}

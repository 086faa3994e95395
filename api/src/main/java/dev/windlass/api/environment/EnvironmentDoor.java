package dev.windlass.api.environment;

import dev.windlass.api.deployment.DeploymentList;
import dev.windlass.api.deployment.DeploymentView;
import dev.windlass.api.deployment.Deployments;
import dev.windlass.api.engine.NoAnswerException;
import dev.windlass.api.engine.Runs;
import dev.windlass.api.planning.RegisteredFiles;
import dev.windlass.api.problem.Refusal;
import dev.windlass.api.security.Access;
import dev.windlass.store.Store;
import dev.windlass.store.ledger.Ledger;
import dev.windlass.store.ledger.ReleaseRow;
import dev.windlass.store.ledger.Releases;
import dev.windlass.store.token.Role;
import io.grpc.StatusRuntimeException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.client.WorkflowException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How environments stand. */
@Tag(name = "environments")
@RestController
@RequestMapping("/api/v1/applications/{application}/environments/{environment}")
public class EnvironmentDoor {

  private static final int RECENT = 5;

  private final Deployments deployments;
  private final DeploymentList list;
  private final Ledger ledger;
  private final MaintenanceLook maintenance;
  private final Releases releases;
  private final RegisteredFiles files;
  private final Runs runs;

  public EnvironmentDoor(
      Deployments deployments,
      DeploymentList list,
      MaintenanceLook maintenance,
      Runs runs,
      Store store,
      RegisteredFiles files) {
    this.maintenance = maintenance;
    this.deployments = deployments;
    this.list = list;
    this.ledger = store.ledger();
    this.releases = ledger.releases();
    this.files = files;
    this.runs = runs;
  }

  @Operation(summary = "What is live, what ended last, what runs")
  @GetMapping("/status")
  EnvironmentStatus status(@PathVariable String application, @PathVariable String environment) {
    Access.require(Role.VIEWER, application, environment);
    DeploymentView last =
        list.list(new DeploymentList.Filter(application, environment, null, null, RECENT)).stream()
            .filter(DeploymentView::isOver)
            .findFirst()
            .orElse(null);
    DeploymentView running =
        deployments.running(application, environment).map(deployments::view).orElse(null);
    if (last == null && running == null) { // one that was taken out of the file keeps its history
      files.describing(application, environment);
    }
    return new EnvironmentStatus(
        application,
        environment,
        releases.live(application, environment).orElse(null),
        releases.isDirty(application, environment),
        answered(() -> maintenance.at(application, environment)),
        answered(() -> runs.standingWatch(application, environment)),
        answered(() -> runs.freshness(application, environment)),
        last,
        unclosed(application, environment),
        running);
  }

  private List<DeploymentView> unclosed(String application, String environment) {
    return ledger.unclosed(application, environment).stream()
        .map(row -> deployments.view(deployments.meant(row)).brief())
        .filter(view -> view.isOver() && view.outcome() == null)
        .toList();
  }

  /** A worker that is away must not hide what else is known. */
  private static <T> @Nullable T answered(Supplier<Optional<T>> question) {
    try {
      return question.get().orElse(null);
    } catch (NoAnswerException | WorkflowException | StatusRuntimeException silent) {
      return null;
    }
  }

  @Operation(summary = "Releases, newest first, with which are good and bad")
  @GetMapping("/releases")
  List<ReleaseRow> releases(@PathVariable String application, @PathVariable String environment) {
    Access.require(Role.VIEWER, application, environment);
    return releases.list(application, environment);
  }

  @Operation(summary = "A release that was marked bad may be a rollback's target again")
  @PostMapping("/releases/{release}/unmark")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unmark(
      @PathVariable String application,
      @PathVariable String environment,
      @PathVariable String release) {
    Access.require(Role.DEPLOYER, application, environment);
    if (!releases.unmark(application, environment, release)) {
      throw Refusal.notFound("%s %s has no release %s".formatted(application, environment, release))
          .next("windlass status " + environment);
    }
  }
}

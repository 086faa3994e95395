package dev.windlass.api.deployment;

import dev.windlass.api.planning.Planner;
import dev.windlass.api.problem.Required;
import dev.windlass.store.token.Role;
import dev.windlass.workflows.deployment.TimelineEntry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Deployments: start, list, look. */
@Tag(name = "deployments")
@RestController
@RequestMapping("/api/v1/deployments")
public class DeploymentDoor {

  private final Planner planner;
  private final Starter starter;
  private final Deployments deployments;
  private final DeploymentList list;

  public DeploymentDoor(
      Planner planner, Starter starter, Deployments deployments, DeploymentList list) {
    this.planner = planner;
    this.starter = starter;
    this.deployments = deployments;
    this.list = list;
  }

  @Operation(
      summary = "Start a plan",
      description =
          "201 when it was started now, 200 when the same key started it before. 409 names what holds the lock.")
  @PostMapping
  ResponseEntity<StartedView> start(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody Wanted wanted) {
    return starter.start(key, planner.find(wanted.plan())).answer();
  }

  @Operation(summary = "Deployments, newest first")
  @GetMapping
  List<DeploymentView> list(@ParameterObject DeploymentList.Filter filter) {
    return list.list(filter);
  }

  @Operation(summary = "Everything about a deployment, by number or id")
  @GetMapping("/{deployment}")
  DeploymentView one(@PathVariable String deployment) {
    return deployments.view(deployments.find(deployment, Role.VIEWER));
  }

  @Operation(summary = "What happened, line by line")
  @GetMapping("/{deployment}/timeline")
  List<TimelineEntry> timeline(
      @PathVariable String deployment, @RequestParam(defaultValue = "0") int after) {
    return deployments.timeline(deployments.find(deployment, Role.VIEWER)).stream()
        .filter(entry -> entry.sequence() > after)
        .toList();
  }

  /**
   * @param plan its hash, or the beginning of it
   */
  public record Wanted(String plan) {
    public Wanted {
      Required.field("plan", plan);
    }
  }
}

package dev.windlass.api.environment;

import dev.windlass.api.deployment.StartedView;
import dev.windlass.api.deployment.Starter;
import dev.windlass.api.planning.PlanRequest;
import dev.windlass.api.planning.Planner;
import dev.windlass.api.problem.Required;
import dev.windlass.api.security.Access;
import dev.windlass.store.token.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Closes an application to its visitors, opens it, and says how it stands. */
@Tag(name = "environments")
@RestController
@RequestMapping("/api/v1/applications/{application}/environments/{environment}/maintenance")
public class MaintenanceDoor {

  private final Planner planner;
  private final Starter starter;
  private final MaintenanceLook look;

  public MaintenanceDoor(Planner planner, Starter starter, MaintenanceLook look) {
    this.planner = planner;
    this.starter = starter;
    this.look = look;
  }

  @Operation(
      summary = "Close the application to its visitors, or open it",
      description = "A short change under the environment's lock; limit is in seconds.")
  @PostMapping
  ResponseEntity<StartedView> maintain(
      @PathVariable String application,
      @PathVariable String environment,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody PlanRequest.Maintain body) {
    PlanRequest request = PlanRequest.maintenance(Required.field("maintenance", body));
    return starter.start(key, planner.plan(application, environment, request)).answer();
  }

  @Operation(summary = "Whether the application is closed, since when, by whom and until when")
  @GetMapping
  MaintenanceView status(@PathVariable String application, @PathVariable String environment) {
    Access.require(Role.VIEWER, application, environment);
    return MaintenanceView.of(look.at(application, environment).orElse(null));
  }
}

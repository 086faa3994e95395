package dev.windlass.api.environment;

import dev.windlass.api.deployment.StartedView;
import dev.windlass.api.deployment.Starter;
import dev.windlass.api.planning.PlanRequest;
import dev.windlass.api.planning.Planner;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Back to an older release, in one request. */
@Tag(name = "environments")
@RestController
public class RollbackDoor {

  private final Planner planner;
  private final Starter starter;

  public RollbackDoor(Planner planner, Starter starter) {
    this.planner = planner;
    this.starter = starter;
  }

  @Operation(
      summary = "Plan a rollback and start it",
      description = "To look first, make the plan: POST …/plans with {\"rollback\": {}}.")
  @PostMapping("/api/v1/applications/{application}/environments/{environment}/rollback")
  ResponseEntity<StartedView> rollback(
      @PathVariable String application,
      @PathVariable String environment,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) PlanRequest.@Nullable Return body) {
    PlanRequest request = PlanRequest.rollback(body == null ? null : body.to());
    return starter.start(key, planner.plan(application, environment, request)).answer();
  }
}

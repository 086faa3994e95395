package dev.windlass.api.planning;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Plans. */
@Tag(name = "plans")
@RestController
@RequestMapping("/api/v1")
public class PlanDoor {

  private final Planner planner;

  public PlanDoor(Planner planner) {
    this.planner = planner;
  }

  @Operation(summary = "Inspect the hosts and make a plan; nothing is changed")
  @PostMapping("/applications/{application}/environments/{environment}/plans")
  @ResponseStatus(HttpStatus.CREATED)
  PlanView plan(
      @PathVariable String application,
      @PathVariable String environment,
      @RequestBody(required = false) @Nullable PlanRequest request) {
    PlanRequest wanted = Objects.requireNonNullElseGet(request, PlanRequest::branch);
    return PlanView.of(planner.plan(application, environment, wanted));
  }

  @Operation(summary = "A plan by its hash or the beginning of it")
  @GetMapping("/plans/{hash}")
  PlanView find(@PathVariable String hash) {
    return PlanView.of(planner.find(hash));
  }
}

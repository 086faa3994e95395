package dev.windlass.api.backup;

import dev.windlass.api.backup.BackupDoor.BackupStarted;
import dev.windlass.api.engine.LockedException;
import dev.windlass.api.engine.Run;
import dev.windlass.api.plan.BackupPlans;
import dev.windlass.api.planning.RegisteredFiles;
import dev.windlass.api.problem.Refusal;
import dev.windlass.api.security.Access;
import dev.windlass.store.token.Role;
import dev.windlass.store.token.Token;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.RescanWorkflow.RescanRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rebuilds the catalogue of an environment's backups from its stores. */
@Tag(name = "backups")
@RestController
@RequestMapping("/api/v1/applications/{application}/environments/{environment}/backups/rescan")
public class RescanDoor {

  private final RegisteredFiles files;
  private final RescanRuns runs;

  public RescanDoor(RegisteredFiles files, RescanRuns runs) {
    this.files = files;
    this.runs = runs;
  }

  @Operation(
      summary = "Read the stores, and enter whole backups that the catalogue does not know",
      description = "Names what is half, broken, edited or gone. Removes nothing.")
  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  BackupStarted rescan(@PathVariable String application, @PathVariable String environment) {
    Token operator = Access.require(Role.DEPLOYER, application, environment);
    BackupPlans plans = new BackupPlans(files.describing(application, environment), environment);
    BackupPlan plan = plans.database().or(plans::files).orElseThrow(RescanDoor::undeclared);
    try {
      Run run = runs.start(new RescanRequest(plan, operator.name()));
      return new BackupStarted(run.workflowId(), run.runId());
    } catch (LockedException taken) {
      throw Refusal.conflict(
              "A rescan is running",
              "one runs as " + taken.holder().workflowId() + ". Nothing changed.")
          .next("windlass backups rescan " + environment + " once it has ended");
    }
  }

  @Operation(
      summary = "What the last rescan found",
      description = "Of one that goes on, what it has found so far.")
  @GetMapping
  RescanView last(@PathVariable String application, @PathVariable String environment) {
    Access.require(Role.VIEWER, application, environment);
    return runs.last(application, environment)
        .map(RescanView::of)
        .orElseThrow(() ->
            Refusal.of(
                    HttpStatus.NOT_FOUND,
                    "No rescan",
                    "Temporal knows of none, or has forgotten it.")
                .next("windlass backups rescan " + environment));
  }

  private static Refusal undeclared() {
    return Refusal.of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Not declared",
            "the file declares no backups of this environment, so no stores. Nothing changed.")
        .next("backups: {database: {}, stores: […]} in the file");
  }
}

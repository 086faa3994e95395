package dev.windlass.api.backup;

import dev.windlass.api.engine.LockedException;
import dev.windlass.api.engine.Run;
import dev.windlass.api.plan.BackupPlans;
import dev.windlass.api.planning.RegisteredFiles;
import dev.windlass.api.problem.Refusal;
import dev.windlass.api.problem.Required;
import dev.windlass.api.security.Access;
import dev.windlass.store.Store;
import dev.windlass.store.backup.KeptBackup;
import dev.windlass.store.token.Role;
import dev.windlass.store.token.Token;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupWorkflow.BackupRequest;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.contract.WorkflowIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.client.WorkflowNotFoundException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes backups of an environment, and lists them. */
@Tag(name = "backups")
@RestController
@RequestMapping("/api/v1/applications/{application}/environments/{environment}/backups")
public class BackupDoor {

  private static final int MOST = 500;

  private final Store store;
  private final RegisteredFiles files;
  private final BackupRuns runs;

  public BackupDoor(Store store, RegisteredFiles files, BackupRuns runs) {
    this.store = store;
    this.files = files;
    this.runs = runs;
  }

  @Operation(
      summary = "Backups, newest first",
      description = "Also those that are gone, and those that failed.")
  @GetMapping
  List<BackupView> list(
      @PathVariable String application,
      @PathVariable String environment,
      @RequestParam(defaultValue = "20") int limit) {
    Access.require(Role.VIEWER, application, environment);
    if (limit < 1 || limit > MOST) {
      throw Refusal.badRequest("limit: 1 to " + MOST + " is expected");
    }
    return store.backups().list(application, environment, limit).stream()
        .map(BackupView::of)
        .toList();
  }

  @Operation(summary = "Take a backup of the database or of the files, as the file declares it")
  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  BackupStarted take(
      @PathVariable String application,
      @PathVariable String environment,
      @RequestBody Wanted wanted) {
    Token operator = Access.require(Role.DEPLOYER, application, environment);
    BackupPlans plans = new BackupPlans(files.describing(application, environment), environment);
    try {
      BackupPlan declared = wanted.kind().of(plans).orElseThrow(() -> undeclared(wanted.kind()));
      Run run = runs.start(new BackupRequest(declared, Occasion.PERSON, operator.name()));
      return new BackupStarted(run.workflowId(), run.runId());
    } catch (LockedException taken) {
      throw Refusal.conflict(
              "A backup is being taken",
              "one of this kind runs as " + taken.holder().workflowId() + ". Nothing changed.")
          .next("windlass backups " + environment);
    }
  }

  @Operation(
      summary = "Abort a backup that is being taken",
      description =
          "What a store has of it by then is removed, unless it is whole there. A deployment that waits for it is taken back.")
  @PostMapping("/{backup}/abort")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void abort(
      @PathVariable String application,
      @PathVariable String environment,
      @PathVariable String backup) {
    Token operator = Access.require(Role.DEPLOYER, application, environment);
    KeptBackup kept =
        store
            .backups()
            .find(backup)
            .filter(found ->
                found.application().equals(application) && found.environment().equals(environment))
            .orElseThrow(() -> Refusal.notFound("there is no backup " + backup + " there"));
    if (kept.occasion() == Occasion.SAFETY) {
      throw Refusal.conflict(
              "Part of a restore", backup + " is what a restore goes back to. Nothing changed.")
          .next("windlass restore %s --abort <restore>".formatted(environment));
    }
    String run = store.backups().run(backup).orElseThrow();
    try {
      if (kept.endedAt() != null) {
        throw notRunning(backup, environment);
      }
      runs.abort(
          new Run(WorkflowIds.backup(application, environment, kept.kind()), run),
          "by " + operator.name());
    } catch (WorkflowNotFoundException gone) {
      throw notRunning(backup, environment);
    }
  }

  private static Refusal notRunning(String backup, String environment) {
    return Refusal.conflict("Not running", backup + " is not being taken. Nothing changed.")
        .next("windlass backups " + environment);
  }

  private static Refusal undeclared(Kind kind) {
    return Refusal.of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Not declared",
            "the file declares no backup of " + kind.of() + ". Nothing changed.")
        .next("backups: {" + kind.key() + ": …, stores: […]} in the file");
  }

  /** What a backup is of. */
  public enum Kind {
    DATABASE("the database", "database"),
    FILES("files", "files");

    private final String of;
    private final String key;

    Kind(String of, String key) {
      this.of = of;
      this.key = key;
    }

    String of() {
      return of;
    }

    String key() {
      return key;
    }

    /** As the file declares it; empty where it does not. */
    Optional<BackupPlan> of(BackupPlans plans) {
      return switch (this) {
        case DATABASE -> plans.database();
        case FILES -> plans.files();
      };
    }
  }

  @Schema(name = "BackupWanted")
  public record Wanted(Kind kind) {
    public Wanted {
      Required.field("kind", kind);
    }
  }

  /**
   * @param workflowId in Temporal
   * @param runId in Temporal
   */
  @Schema(name = "BackupStarted")
  public record BackupStarted(String workflowId, String runId) {}
}

package dev.windlass.api.restore;

import dev.windlass.api.engine.LockedException;
import dev.windlass.api.engine.NoAnswerException;
import dev.windlass.api.engine.Run;
import dev.windlass.api.planning.RegisteredFiles;
import dev.windlass.api.problem.Refusal;
import dev.windlass.api.security.Access;
import dev.windlass.store.Store;
import dev.windlass.store.restore.KeptRestore;
import dev.windlass.store.token.Role;
import dev.windlass.store.token.Token;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.plan.PlanHash;
import dev.windlass.workflows.restore.RestorePlan;
import dev.windlass.workflows.restore.RestoreWorkflow.Phase;
import dev.windlass.workflows.restore.RestoreWorkflow.RestoreRequest;
import io.grpc.StatusRuntimeException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Restores a backup of an environment's database; first a plan, then what was agreed to. */
@Tag(name = "restores")
@RestController
@RequestMapping("/api/v1/applications/{application}/environments/{environment}/restores")
public class RestoreDoor {

  private static final int MOST = 500;

  private final Store store;
  private final RegisteredFiles files;
  private final RestoreRuns runs;
  private final EmergencyParts emergencies;
  private final Clock clock = Clock.systemUTC();

  public RestoreDoor(
      Store store, RegisteredFiles files, RestoreRuns runs, EmergencyParts emergencies) {
    this.store = store;
    this.files = files;
    this.runs = runs;
    this.emergencies = emergencies;
  }

  @Operation(summary = "Restores, newest first")
  @GetMapping
  List<RestoreView> list(
      @PathVariable String application,
      @PathVariable String environment,
      @RequestParam(defaultValue = "20") int limit) {
    Access.require(Role.VIEWER, application, environment);
    if (limit < 1 || limit > MOST) {
      throw Refusal.badRequest("limit: 1 to " + MOST + " is expected");
    }
    return store.restores().list(application, environment, limit).stream()
        .map(RestoreView::of)
        .toList();
  }

  @Operation(
      summary = "What a restore would replace by what",
      description = "Changes nothing. Its hash starts it: POST …/restores with {\"plan\": …}.")
  @PostMapping("/plan")
  RestorePlanView plan(
      @PathVariable String application,
      @PathVariable String environment,
      @RequestBody RestoreWanted wanted) {
    Access.require(Role.DEPLOYER, application, environment);
    return RestorePlanView.of(compile(application, environment, wanted), clock.instant());
  }

  @Operation(
      summary = "Restore",
      description =
          "Overwrites the target. Needs the hash of the plan that was agreed to; what has changed since is refused.")
  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  RestoreStarted start(
      @PathVariable String application,
      @PathVariable String environment,
      @RequestBody RestoreWanted wanted) {
    Token operator = Access.require(Role.DEPLOYER, application, environment);
    RestorePlan plan = compile(application, environment, wanted);
    String hash = PlanHash.of(plan);
    if (!hash.equals(wanted.plan())) {
      throw Refusal.conflict(
              "Another plan",
              "the plan is %s now, %s was agreed to. Nothing changed."
                  .formatted(
                      PlanHash.brief(hash),
                      wanted.plan() == null ? "none" : PlanHash.brief(wanted.plan())))
          .next("windlass restore " + environment + " " + plan.backup().id());
    }
    try {
      Run run = runs.start(new RestoreRequest(plan, hash, operator.name()));
      return new RestoreStarted(run.workflowId(), run.runId());
    } catch (LockedException taken) {
      throw Refusal.conflict(
              "Another change is running",
              taken.holder().workflowId() + " runs already. Nothing changed.")
          .next("windlass status " + environment);
    }
  }

  @Operation(summary = "One restore, with its progress")
  @GetMapping("/{restore}")
  RestoreView one(
      @PathVariable String application,
      @PathVariable String environment,
      @PathVariable String restore) {
    Access.require(Role.VIEWER, application, environment);
    KeptRestore kept = find(application, environment, restore);
    return kept.endedAt() == null ? asked(kept) : RestoreView.of(kept);
  }

  @Operation(
      summary = "Abort a restore",
      description =
          "Until it changes places; the target is as before then. One that was ended from outside, in Temporal, is closed: whoever says so has looked at what the target holds.")
  @PostMapping("/{restore}/abort")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void abort(
      @PathVariable String application,
      @PathVariable String environment,
      @PathVariable String restore) {
    Token operator = Access.require(Role.DEPLOYER, application, environment);
    KeptRestore kept = find(application, environment, restore);
    if (kept.endedAt() != null) {
      throw Refusal.conflict("Not running", restore + " has ended already. Nothing changed.");
    }
    if (runs.isOpen(run(kept))) {
      tell(kept, run -> runs.abort(run, "by " + operator.name()));
    } else {
      store.restores().giveUp(kept, clock.instant());
    }
  }

  @Operation(
      summary = "Go on with a guided recovery",
      description = "Says yes to what it asks: phase deciding or verifying. A no is abort.")
  @PostMapping("/{restore}/go-on")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void goOn(
      @PathVariable String application,
      @PathVariable String environment,
      @PathVariable String restore) {
    Token operator = Access.require(Role.DEPLOYER, application, environment);
    KeptRestore kept = find(application, environment, restore);
    tell(
        kept,
        run -> {
          Phase phase = kept.endedAt() == null ? runs.status(run).phase() : Phase.ENDED;
          if (phase != Phase.DECIDING && phase != Phase.VERIFYING) {
            throw Refusal.conflict(
                "Nothing asked",
                "%s asks nothing: it is %s. Nothing changed."
                    .formatted(restore, WireNames.of(phase)));
          }
          runs.goOn(run, "by " + operator.name());
        });
  }

  /** Of one that was ended from outside, the record has no end. */
  private static void tell(KeptRestore kept, Consumer<Run> word) {
    try {
      word.accept(run(kept));
    } catch (WorkflowNotFoundException gone) {
      throw Refusal.conflict("Not running", kept.id() + " does not run any more. Nothing changed.")
          .next("windlass restore " + kept.environment());
    }
  }

  private RestoreView asked(KeptRestore kept) {
    try {
      Run run = run(kept);
      if (!runs.isOpen(run)) {
        return RestoreView.endedFromOutside(kept);
      }
      return RestoreView.of(kept, runs.status(run), runs.progress(run).orElse(null));
    } catch (NoAnswerException | WorkflowException | StatusRuntimeException silent) {
      return RestoreView.of(kept);
    }
  }

  private static Run run(KeptRestore kept) {
    return new Run(kept.workflow(), kept.run());
  }

  private KeptRestore find(String application, String environment, String id) {
    return store
        .restores()
        .find(id)
        .filter(kept ->
            kept.application().equals(application) && kept.environment().equals(environment))
        .orElseThrow(() -> Refusal.notFound("there is no restore " + id + " there"));
  }

  private RestorePlan compile(String application, String environment, RestoreWanted wanted) {
    RestorePlan plan =
        new RestoreChoice(files, store.backups(), application, environment).plan(wanted);
    return wanted.emergency() == null ? plan : emergencies.around(plan, wanted.emergency());
  }

  /**
   * @param workflowId in Temporal
   * @param runId in Temporal
   */
  @Schema(name = "RestoreStarted")
  public record RestoreStarted(String workflowId, String runId) {}
}

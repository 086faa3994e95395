package dev.windlass.api.drill;

import dev.windlass.api.artifact.Uploads;
import dev.windlass.api.engine.LockedException;
import dev.windlass.api.engine.Run;
import dev.windlass.api.plan.DrillPlans;
import dev.windlass.api.planning.RegisteredFiles;
import dev.windlass.api.problem.Refusal;
import dev.windlass.api.security.Access;
import dev.windlass.store.Store;
import dev.windlass.store.drill.KeptDrill;
import dev.windlass.store.token.Role;
import dev.windlass.store.token.Token;
import dev.windlass.workflows.drill.DrillPage;
import dev.windlass.workflows.drill.DrillPlan;
import dev.windlass.workflows.drill.DrillReport;
import dev.windlass.workflows.drill.DrillWorkflow.DrillRequest;
import dev.windlass.workflows.drill.DrillWorkflow.Pick;
import dev.windlass.workflows.drill.DrillWorkflow.Rehearse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Drills an environment's backups, and shows what drills proved. */
@Tag(name = "drills")
@RestController
@RequestMapping("/api/v1/applications/{application}/environments/{environment}/drills")
public class DrillDoor {

  private static final int MOST = 500;
  private static final int TREND = 10;
  private static final String LATEST = "latest";
  private static final String RANDOM = "random";

  private final Store store;
  private final RegisteredFiles files;
  private final DrillRuns runs;
  private final Uploads uploads;

  public DrillDoor(Store store, RegisteredFiles files, DrillRuns runs, Uploads uploads) {
    this.store = store;
    this.files = files;
    this.runs = runs;
    this.uploads = uploads;
  }

  @Operation(summary = "Drills, newest first")
  @GetMapping
  List<DrillView> list(
      @PathVariable String application,
      @PathVariable String environment,
      @RequestParam(defaultValue = "20") int limit) {
    Access.require(Role.VIEWER, application, environment);
    if (limit < 1 || limit > MOST) {
      throw Refusal.badRequest("limit: 1 to " + MOST + " is expected");
    }
    return store.drills().list(application, environment, limit).stream()
        .map(DrillView::of)
        .toList();
  }

  @Operation(
      summary = "What one drill proved, as a page",
      description = "Markdown, with the ten drills before it.")
  @GetMapping(path = "/{drill}/report", produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
  String report(
      @PathVariable String application,
      @PathVariable String environment,
      @PathVariable String drill) {
    Access.require(Role.VIEWER, application, environment);
    KeptDrill found = find(application, environment, drill);
    DrillReport report = found.report();
    if (report == null) {
      throw Refusal.notFound(
              drill
                  + (found.endedAt() == null
                      ? " is still running"
                      : " was ended from outside and left no report"))
          .next("windlass drills " + environment);
    }
    List<DrillReport> before =
        store.drills().list(application, environment, MOST).stream()
            .filter(one -> one.startedAt().isBefore(found.startedAt()))
            .map(KeptDrill::report)
            .flatMap(Stream::ofNullable)
            .limit(TREND)
            .toList();
    return new DrillPage(report, before).text();
  }

  private KeptDrill find(String application, String environment, String drill) {
    return store
        .drills()
        .find(drill)
        .filter(
            one -> one.application().equals(application) && one.environment().equals(environment))
        .orElseThrow(() ->
            Refusal.notFound(
                    "there is no drill " + drill + " of " + application + " " + environment)
                .next("windlass drills " + environment));
  }

  @Operation(
      summary = "Restore a backup into the scratch server that the file declares, and check it")
  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  DrillStarted drill(
      @PathVariable String application,
      @PathVariable String environment,
      @RequestBody Wanted wanted) {
    Token operator = Access.require(Role.DEPLOYER, application, environment);
    DrillPlan plan =
        new DrillPlans(files.describing(application, environment), environment)
            .plan(files.all())
            .orElseThrow(() -> undeclared(environment));
    boolean control = Boolean.TRUE.equals(wanted.control());
    if (control && wanted.rehearse() != null) {
      throw Refusal.badRequest(
          "control and rehearse: one of them is expected; a migrated database proves nothing of the backup");
    }
    String backup = Objects.requireNonNullElse(wanted.backup(), LATEST);
    Pick pick =
        switch (backup) {
          case LATEST -> Pick.LATEST;
          case RANDOM -> Pick.RANDOM;
          default -> Pick.NAMED;
        };
    try {
      Run run =
          runs.start(
              new DrillRequest(
                  plan,
                  pick,
                  pick == Pick.NAMED ? backup : null,
                  operator.name(),
                  control,
                  rehearse(application, environment, wanted.rehearse())));
      return new DrillStarted(run.workflowId(), run.runId());
    } catch (LockedException running) {
      throw Refusal.conflict(
              "A drill is running",
              "it runs as " + running.holder().workflowId() + ". Nothing changed.")
          .next("windlass drills " + environment);
    }
  }

  @Operation(
      summary = "Abort the drill that runs",
      description =
          "It drops its scratch database and reports; the backup is neither proved nor not.")
  @PostMapping("/abort")
  @ResponseStatus(HttpStatus.ACCEPTED)
  DrillAborted abort(@PathVariable String application, @PathVariable String environment) {
    Token operator = Access.require(Role.DEPLOYER, application, environment);
    Run run =
        runs.abort(application, environment, "by " + operator.name())
            .orElseThrow(() ->
                Refusal.conflict(
                        "Not running",
                        "no drill of %s %s runs. Nothing changed."
                            .formatted(application, environment))
                    .next("windlass drills " + environment));
    String drill = store.drills().ofRun(run.runId()).map(KeptDrill::id).orElse(null);
    return new DrillAborted(run.workflowId(), run.runId(), drill);
  }

  private @Nullable Rehearse rehearse(
      String application, String environment, @Nullable String named) {
    return named == null
        ? null
        : new NamedRelease(store, uploads, files.describing(application, environment), environment)
            .called(named);
  }

  private static Refusal undeclared(String environment) {
    return Refusal.of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Not declared",
            "the file declares no drills of %s. Nothing changed.".formatted(environment))
        .next("drills: {scratch: {server: …, user: …}} in the file, beside backups.database");
  }

  /**
   * @param backup its id, {@code latest} or {@code random}; latest without it
   * @param control whether a damaged copy is drilled too, whatever the count; false without it
   * @param rehearse release, revision, artifact or upload whose pending migrations run on the
   *     restored database once it has passed; none without it
   */
  @Schema(name = "DrillWanted")
  public record Wanted(
      @Nullable String backup, @Nullable Boolean control, @Nullable String rehearse) {}

  /**
   * @param workflowId in Temporal
   * @param runId in Temporal
   */
  @Schema(name = "DrillStarted")
  public record DrillStarted(String workflowId, String runId) {}

  /**
   * @param workflowId in Temporal
   * @param runId in Temporal
   * @param drill its id; null where it has none yet
   */
  @Schema(name = "DrillAborted")
  public record DrillAborted(String workflowId, String runId, @Nullable String drill) {}
}

package dev.windlass.api.planning;

import dev.windlass.api.artifact.Uploads;
import dev.windlass.api.engine.Runs;
import dev.windlass.api.plan.Aim;
import dev.windlass.api.plan.Inspections;
import dev.windlass.api.plan.PlanCompiler;
import dev.windlass.api.plan.PlanOrder;
import dev.windlass.api.plan.PlanRefusedException;
import dev.windlass.api.problem.Refusal;
import dev.windlass.api.security.Access;
import dev.windlass.api.specification.Release;
import dev.windlass.api.specification.Specification;
import dev.windlass.store.Store;
import dev.windlass.store.bypass.Bypasses;
import dev.windlass.store.bypass.KeptBypass;
import dev.windlass.store.ledger.DeploymentFilter;
import dev.windlass.store.ledger.DeploymentRow;
import dev.windlass.store.plan.StoredPlan;
import dev.windlass.store.token.Role;
import dev.windlass.store.token.Token;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import dev.windlass.workflows.inspection.InspectionWorkflow.Inspect;
import dev.windlass.workflows.maintenance.Bypass;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.plan.ReleaseSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Makes plans and finds them again. */
@Component
public final class Planner {

  /** More refused runs in a row than anybody starts. */
  private static final int LOOKED_BACK = 100;

  private final Store store;
  private final Uploads uploads;
  private final Runs runs;
  private final RegisteredFiles files;

  public Planner(Store store, Uploads uploads, Runs runs, RegisteredFiles files) {
    this.store = store;
    this.files = files;
    this.uploads = uploads;
    this.runs = runs;
  }

  /**
   * Inspects, compiles and keeps.
   *
   * @throws Refusal with every problem; nothing was changed
   */
  public StoredPlan plan(String application, String environment, PlanRequest request) {
    Token operator = Access.require(Role.DEPLOYER, application, environment);
    Specification file = files.describing(application, environment);
    DeploymentPlan plan = compile(new Wanted(file, environment, request));
    String hash = store.plans().put(plan, operator.name(), Instant.now());
    return store.plans().find(application, hash).getFirst();
  }

  /**
   * The plan whose hash begins so, among those that the operator may see.
   *
   * @throws Refusal when there is none, or more than one
   */
  public StoredPlan find(String hash) {
    if (!hash.matches("[0-9a-f]{4,64}")) {
      throw Refusal.badRequest("the hash of a plan is expected: 4 to 64 of 0-9 a-f");
    }
    Token operator = Access.operator();
    List<StoredPlan> found =
        store.applications().list().stream()
            .flatMap(each -> store.plans().find(each.application(), hash).stream())
            .filter(each ->
                operator.may(Role.VIEWER, each.plan().application(), each.plan().environment()))
            .toList();
    if (found.size() > 1) {
      throw Refusal.conflict(
          "Ambiguous", "several plans begin with " + hash + "; write more of it");
    }
    return found.stream()
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("there is no plan " + hash).next("windlass plan …"));
  }

  private record Wanted(Specification file, String environment, PlanRequest request) {}

  private DeploymentPlan compile(Wanted wanted) {
    PlanRequest request = wanted.request();
    if (request.maintenance() != null) {
      return compile(wanted, new Facts(null, List.of(), List.of(), List.of()));
    }
    Facts facts = runs.inspect(inspected(wanted));
    boolean deploys = request.rollback() == null && request.recover() == null && !request.setsUp();
    return compile(wanted, deploys ? beforeDeployment(facts, wanted) : facts);
  }

  /** What its preflight would refuse besides. */
  private Facts beforeDeployment(Facts facts, Wanted wanted) {
    Facts known =
        new EndedRestores(store, runs).lookedAt(facts, wanted.file(), wanted.environment());
    Facts passed = new PassedBefore(store).lookedAt(known, wanted.file(), wanted.environment());
    return new FreshBackups(store).lookedAt(passed, wanted.file(), wanted.environment());
  }

  private Inspect inspected(Wanted wanted) {
    PlanRequest request = wanted.request();
    if (request.setsUp()) {
      return Inspections.ofSetUp(wanted.file(), wanted.environment());
    }
    return request.rollback() == null && request.recover() == null
        ? inspection(wanted)
        : Inspections.ofReturn(wanted.file(), wanted.environment());
  }

  private DeploymentPlan compile(Wanted wanted, Facts facts) {
    try {
      return PlanCompiler.compile(
          new PlanOrder(
              wanted.file(),
              wanted.environment(),
              aim(wanted),
              facts,
              bypass(wanted),
              new Rehearsals(store).of(facts, wanted.file(), wanted.environment())));
    } catch (PlanRefusedException refused) {
      throw refused(refused.problems(), wanted.environment());
    }
  }

  private List<Bypass> bypass(Wanted wanted) {
    return store
        .bypasses()
        .list(new Bypasses.Door(wanted.file().application(), wanted.environment()))
        .stream()
        .map(KeptBypass::bypass)
        .toList();
  }

  private Inspect inspection(Wanted wanted) {
    PlanRequest.Upload upload = wanted.request().artifact();
    boolean built =
        wanted.file().environment(wanted.environment()).release() instanceof Release.Artifact;
    if (upload == null && built) {
      throw Refusal.of(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "No artifact",
              "the file says release: {artifact: upload}, so an artifact is expected. Nothing changed.")
          .next("windlass plan " + wanted.environment() + " --artifact <file>");
    }
    return Inspections.ofDeployment(
        wanted.file(),
        wanted.environment(),
        upload == null ? null : uploads.artifact(upload.digest(), upload.revision()),
        wanted.request().revision());
  }

  private Aim aim(Wanted wanted) {
    PlanRequest.Return rollback = wanted.request().rollback();
    if (rollback != null) {
      return new Aim.GoBack(rollback.to(), known(wanted), last(wanted));
    }
    if (wanted.request().recover() != null) {
      return recovery(wanted, Boolean.TRUE.equals(wanted.request().recover().adopt()));
    }
    PlanRequest.Maintain maintain = wanted.request().maintenance();
    if (maintain != null) {
      Long limit = maintain.limit();
      return new Aim.Maintain(
          maintain.on(), maintain.message(), limit == null ? null : Duration.ofSeconds(limit));
    }
    return wanted.request().setsUp() ? new Aim.SetUp() : new Aim.Deploy();
  }

  private Aim recovery(Wanted wanted, boolean adopt) {
    String application = wanted.file().application();
    List<ReleaseSource.Left> left =
        store.ledger().unclosed(application, wanted.environment()).stream()
            .map(row -> left(application, row))
            .toList();
    return new Aim.Recover(
        adopt,
        store
            .ledger()
            .releases()
            .live(application, wanted.environment())
            .map(row -> new Aim.KnownRelease(row.id(), row.revision(), true))
            .orElse(null),
        left);
  }

  private ReleaseSource.Left left(String application, DeploymentRow row) {
    Optional<DeploymentPlan> plan =
        store.plans().find(application, row.planHash()).stream().findFirst().map(StoredPlan::plan);
    return new ReleaseSource.Left(
        row.id(),
        row.number(),
        plan.map(DeploymentPlan::migrations).orElse(null),
        plan.map(DeploymentPlan::release)
            .filter(ReleaseSource.Artifact.class::isInstance)
            .map(ReleaseSource.Artifact.class::cast)
            .orElse(null));
  }

  /** Refused runs, set-ups and maintenance leave releases and schema as they are. */
  private Aim.@Nullable LastChange last(Wanted wanted) {
    return store
        .ledger()
        .list(
            new DeploymentFilter(
                wanted.file().application(), wanted.environment(), null, LOOKED_BACK))
        .stream()
        .filter(row -> row.kind() == PlanKind.DEPLOYMENT || row.kind() == PlanKind.ROLLBACK)
        .filter(row -> row.outcome() != Outcome.REFUSED)
        .findFirst()
        .filter(row -> row.kind() == PlanKind.DEPLOYMENT && row.outcome() == Outcome.SUCCEEDED)
        .flatMap(this::change)
        .orElse(null);
  }

  private Optional<Aim.LastChange> change(DeploymentRow row) {
    String release = row.release();
    return release == null
        ? Optional.empty()
        : store.plans().find(row.application(), row.planHash()).stream()
            .findFirst()
            .map(StoredPlan::plan)
            .map(plan -> new Aim.LastChange(release, plan.found().live(), plan.migrations()));
  }

  private List<Aim.KnownRelease> known(Wanted wanted) {
    return store
        .ledger()
        .releases()
        .list(wanted.file().application(), wanted.environment())
        .stream()
        .map(row -> new Aim.KnownRelease(row.id(), row.revision(), row.good() && !row.bad()))
        .toList();
  }

  private static Refusal refused(List<Problem> problems, String environment) {
    Problem first = problems.getFirst();
    return Refusal.of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "No plan",
            "%s, nothing changed; the first: %s: %s"
                .formatted(
                    problems.size() == 1 ? "1 problem" : problems.size() + " problems",
                    first.where(),
                    first.what()))
        .next("windlass plan " + environment)
        .errors(problems);
  }
}

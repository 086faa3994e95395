package dev.windlass.activities.drill;

import dev.windlass.activities.artifact.ArtifactSource;
import dev.windlass.activities.backup.GrantedStores;
import dev.windlass.activities.backup.store.BackupStore;
import dev.windlass.activities.engine.ActivityFailures;
import dev.windlass.activities.engine.AtOnce;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.activities.migration.MigrationRehearsal;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.drill.DrillActivities;
import dev.windlass.workflows.drill.DrillFinding;
import dev.windlass.workflows.drill.DrillPlan;
import dev.windlass.workflows.drill.DrillReason;
import dev.windlass.workflows.drill.Rehearsal;
import dev.windlass.workflows.fleet.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Drills between a store and a scratch server. */
public final class DrillActivitiesImpl implements DrillActivities {

  private static final Duration PROVE_LIMIT = Duration.ofMinutes(2);
  private static final Duration DROP_LIMIT = Duration.ofMinutes(5);

  private final ScratchRestore.Means means;
  private final ScratchRoutes routes;
  private final NotProduction proof;
  private final MigrationRehearsal rehearsal;

  /**
   * @param refused names and addresses of servers that no drill may use whatever a file says
   */
  public DrillActivitiesImpl(
      GrantedStores stores,
      DatabaseRoute.Opener routes,
      ArtifactSource artifacts,
      List<String> refused) {
    this.routes = new ScratchRoutes(routes);
    this.means = new ScratchRestore.Means(stores, routes.grants(), this.routes);
    this.rehearsal = new MigrationRehearsal(artifacts);
    this.proof = new NotProduction(routes, refused);
  }

  @Override
  public Proved prove(ProveScratch request) {
    return beating(
        PROVE_LIMIT,
        new AtomicLong(),
        () -> {
          List<Problem> problems = proof.problems(request.plan());
          return new Proved(problems, problems.isEmpty() ? left(request.plan()) : List.of());
        });
  }

  private List<String> left(DrillPlan plan) {
    ScratchEngine engine = ScratchEngine.of(plan.scratch().server().engine());
    try (DatabaseRoute route = routes.server(plan);
        Connection server = route.connect(engine.options())) {
      return engine.databases(server, plan.scratch().prefix());
    } catch (SQLException e) {
      throw ScratchRoutes.failure("scratch server", e);
    }
  }

  @Override
  public Restored restore(RestoreScratch request) {
    AtomicLong bytes = new AtomicLong();
    return beating(
        request.plan().limit(),
        bytes,
        () -> {
          List<Problem> problems = proof.problems(request.plan());
          if (!problems.isEmpty()) {
            Problem first = problems.getFirst();
            return new Restored(
                DrillFinding.error(
                    "scratch server", DrillReason.NOT_SCRATCH, first.where() + ": " + first.what()),
                Duration.ZERO,
                Duration.ZERO,
                0);
          }
          return new ScratchRestore(request, means).run(bytes::addAndGet);
        });
  }

  @Override
  public Checked check(CheckScratch request) {
    DrillPlan plan = request.plan();
    return beating(
        plan.limit(),
        new AtomicLong(),
        () -> {
          long begun = System.nanoTime();
          List<DrillFinding> findings;
          try (BackupStore store = means.stores().open(plan.backup(), plan.offsite());
              DatabaseRoute route = routes.database(plan, request.database())) {
            Manifest manifest =
                ScratchRestore.reading(store, plan, request.backup(), request.manifest())
                    .manifest();
            findings = new ScratchChecks(plan, manifest, route).run();
          }
          return new Checked(findings, Duration.ofNanos(System.nanoTime() - begun));
        });
  }

  @Override
  public Rehearsed rehearse(RehearseScratch request) {
    DrillPlan plan = request.plan();
    return beating(
        plan.limit(),
        new AtomicLong(),
        () -> {
          try (DatabaseRoute route = routes.database(plan, request.database())) {
            Rehearsal outcome = rehearsal.run(route, request);
            return new Rehearsed(finding(outcome), outcome);
          }
        });
  }

  private static DrillFinding finding(Rehearsal outcome) {
    return outcome.failure() == null
        ? DrillFinding.pass("rehearsal", outcome.line())
        : DrillFinding.fail(
            "rehearsal",
            DrillReason.REHEARSAL,
            "the migrations of %s do not run: %s; the backup itself is fine"
                .formatted(outcome.revision(), outcome.failure()));
  }

  @Override
  public Spoilt spoil(SpoilScratch request) {
    DrillPlan plan = request.plan();
    ScratchEngine engine = ScratchEngine.of(plan.scratch().server().engine());
    return beating(
        DROP_LIMIT,
        new AtomicLong(),
        () -> {
          try (DatabaseRoute route = routes.database(plan, request.database());
              Connection connection = route.connect(engine.options())) {
            List<String> table = engine.largestTable(connection);
            if (table.isEmpty()) {
              return new Spoilt(null);
            }
            engine.dropTable(connection, table.getFirst());
            return new Spoilt(table.getFirst());
          } catch (SQLException e) {
            throw ScratchRoutes.failure(request.database(), e);
          }
        });
  }

  @Override
  public void drop(DropScratch request) {
    DrillPlan plan = request.plan();
    ScratchEngine engine = ScratchEngine.of(plan.scratch().server().engine());
    beating(
        DROP_LIMIT,
        new AtomicLong(),
        () -> {
          String database = ScratchRoutes.requireScratch(plan, request.database());
          try (DatabaseRoute route = routes.server(plan);
              Connection server = route.connect(engine.options())) {
            engine.drop(server, database);
            return database;
          } catch (SQLException e) {
            throw ScratchRoutes.failure("scratch database " + database + " cannot be dropped", e);
          }
        });
  }

  /** Beats with the bytes so far, which whoever describes the run in Temporal can read. */
  private static <R> R beating(Duration limit, AtomicLong bytes, Supplier<R> work) {
    return ActivityFailures.typed(() -> AtOnce.beatingWith(bytes::get).one(limit, work));
  }
}

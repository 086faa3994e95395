package dev.windlass.activities.damage;

import dev.windlass.activities.backup.BackupActivitiesImpl;
import dev.windlass.activities.backup.GrantedStores;
import dev.windlass.activities.backup.PlanSources;
import dev.windlass.activities.backup.dump.AgeKey;
import dev.windlass.activities.drill.DrillActivitiesImpl;
import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.activities.restore.RestoreActivitiesImpl;
import dev.windlass.activities.support.Engine;
import dev.windlass.activities.support.TestFleet;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.workflows.backup.BackupActivities;
import dev.windlass.workflows.backup.BackupActivities.Take;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.drill.DrillActivities;
import dev.windlass.workflows.drill.DrillActivities.CheckScratch;
import dev.windlass.workflows.drill.DrillActivities.Checked;
import dev.windlass.workflows.drill.DrillActivities.Condition;
import dev.windlass.workflows.drill.DrillActivities.DropScratch;
import dev.windlass.workflows.drill.DrillActivities.RestoreScratch;
import dev.windlass.workflows.drill.DrillActivities.Restored;
import dev.windlass.workflows.drill.DrillPlan;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import dev.windlass.workflows.drill.DrillPlan.Production;
import dev.windlass.workflows.drill.DrillPlan.Scratch;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.restore.RestoreActivities;
import dev.windlass.workflows.restore.RestoreActivities.Clean;
import dev.windlass.workflows.restore.RestoreActivities.Load;
import dev.windlass.workflows.restore.RestoreActivities.Look;
import dev.windlass.workflows.restore.RestoreActivities.Looked;
import dev.windlass.workflows.restore.RestoreActivities.Swap;
import dev.windlass.workflows.restore.RestorePlan;
import dev.windlass.workflows.restore.RestorePlan.Chosen;
import dev.windlass.workflows.restore.RestorePlan.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hands that take backups, drill them and restore them, as the engine calls them. */
final class DamageBench implements AutoCloseable {

  static final String PASSWORD = "pass word";
  static final String DRILL_USER = "drill word";

  private static final String SCRATCH = "windlass_drill_20261122_153000_ab12cd34";
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Database.Engine kind;
  private final Engine engine = new Engine();
  private final AtomicInteger restores = new AtomicInteger();
  private final BackupActivities takers;
  private final DrillActivities drills;
  private final RestoreActivities restorers;
  final AgeKey key = AgeKey.generate();
  final TestFleet fleet;

  DamageBench(Database.Engine kind, Path folder) {
    this.kind = kind;
    this.fleet = new TestFleet(folder);
    fleet
        .grants
        .with("db", PASSWORD)
        .with("scratch", DRILL_USER)
        .with("key", key.identity())
        .with("other key", AgeKey.generate().identity())
        .with("no key", "AGE-SECRET-KEY-1NOTONE");
    GrantedStores stores = new GrantedStores(fleet.grants, fleet.sessions());
    DatabaseRoute.Opener routes = new DatabaseRoute.Opener(fleet.grants, fleet.sessions());
    GrantedHosts hosts = new GrantedHosts(fleet.grants, fleet.sessions());
    takers =
        engine.of(
            BackupActivities.class,
            new BackupActivitiesImpl(stores, new PlanSources(routes, hosts, Clock.systemUTC())));
    drills =
        engine.of(
            DrillActivities.class,
            new DrillActivitiesImpl(stores, routes, fleet::fetch, List.of()));
    restorers =
        engine.of(
            RestoreActivities.class,
            new RestoreActivitiesImpl(fleet.grants, stores, routes, hosts));
  }

  /** A database whose user is named like it. */
  Database database(DatabaseServer server, String name) {
    return new Database(kind, "127.0.0.1", server.port(), name, name, "db", null);
  }

  /**
   * Takes a backup into a directory.
   *
   * @param recipient null: it is compressed only
   */
  KeptCopy take(String id, Database from, Path store, @Nullable String recipient) {
    try {
      Files.createDirectories(store);
      StorePlace place = directory(store);
      String manifest =
          takers.take(new Take(id, plan(from, place, recipient), Occasion.PERSON)).manifest();
      return new KeptCopy(key, store, id, manifest);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static StorePlace directory(Path store) {
    return new StorePlace("file://" + store, null, null, null);
  }

  private static BackupPlan plan(Database from, StorePlace place, @Nullable String recipient) {
    return new BackupPlan(
        "shop",
        "production",
        new BackupSource.Data(from, null, null, List.of()),
        List.of(place),
        recipient,
        null,
        "UTC",
        TestFleet.SSH,
        LIMIT);
  }

  /**
   * What a drill or a restore reads, and from where to where.
   *
   * @param manifest as the catalogue knows it
   * @param identity name of the secret with the private key, or null
   * @param target of a restore, and the database that a drill must keep away from
   * @param scratch server of a drill
   */
  record Course(
      StorePlace store,
      String backup,
      String manifest,
      @Nullable String identity,
      Database target,
      DatabaseServer scratch) {}

  /** Restores it into a scratch database, looks at it, and drops that in any case. */
  Outcome drill(Course course) {
    DrillPlan plan = drilling(course);
    return Outcome.of(() -> {
      Restored restored =
          drills.restore(
              new RestoreScratch(
                  plan, SCRATCH, course.backup(), course.manifest(), Condition.AS_STORED));
      if (restored.problem() != null) {
        return List.of(restored.problem());
      }
      Checked checked =
          drills.check(new CheckScratch(plan, SCRATCH, course.backup(), course.manifest()));
      return checked.findings();
    });
  }

  /** Drops the scratch database of the last drill. */
  void drop(Course course) {
    drills.drop(new DropScratch(drilling(course), SCRATCH));
  }

  private DrillPlan drilling(Course course) {
    return new DrillPlan(
        plan(course.target(), course.store(), key.recipient()),
        course.identity(),
        scratch(course.scratch()),
        List.of(new Production("shop", "production", course.target(), null, TestFleet.SSH)),
        List.of(),
        new Objectives(null, null),
        0,
        LIMIT);
  }

  private Scratch scratch(DatabaseServer server) {
    String name = kind == Database.Engine.POSTGRESQL ? "postgres" : "information_schema";
    return new Scratch(
        new Database(kind, "127.0.0.1", server.port(), name, "drill", "scratch", null),
        null,
        "windlass_drill_");
  }

  /** As the workflow restores; what it left is for {@link #clean}. */
  Outcome restore(Course course, List<String> tables) {
    String id = "r-" + restores.incrementAndGet();
    RestorePlan plan = restoring(course, tables);
    return Outcome.of(() -> {
      Looked looked = restorers.look(new Look(id, plan));
      restorers.load(new Load(id, plan, looked));
      if (plan.target().isSwapped()) {
        restorers.swap(new Swap(id, plan, looked));
      }
      return List.of();
    });
  }

  /** Removes what the last restore left. */
  void clean(Course course) {
    restorers.clean(new Clean("r-" + restores.get(), restoring(course, List.of())));
  }

  private static RestorePlan restoring(Course course, List<String> tables) {
    return new RestorePlan(
        "shop",
        "production",
        new Chosen(
            course.backup(),
            Instant.EPOCH,
            course.manifest(),
            List.of(course.store()),
            course.identity()),
        new Target(null, course.target(), null, null, null),
        tables,
        null,
        TestFleet.SSH,
        LIMIT,
        null);
  }

  /** A copy of its own of what a store holds. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Files.copy(one, to.resolve(from.relativize(one).toString()));
      }
    }
  }

  @Override
  public void close() throws IOException {
    engine.close();
    fleet.close();
  }
}

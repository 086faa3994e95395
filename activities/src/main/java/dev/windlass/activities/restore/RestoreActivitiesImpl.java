package dev.windlass.activities.restore;

import dev.windlass.activities.backup.BackupReading;
import dev.windlass.activities.backup.BackupReading.Wanted;
import dev.windlass.activities.backup.EngineTools;
import dev.windlass.activities.backup.GrantedStores;
import dev.windlass.activities.backup.dump.RestoreOptions;
import dev.windlass.activities.backup.store.BackupStore;
import dev.windlass.activities.backup.store.StoreException;
import dev.windlass.activities.engine.ActivityFailures;
import dev.windlass.activities.engine.AtOnce;
import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.grant.Grants;
import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.grant.Secret;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.restore.RestoreActivities;
import dev.windlass.workflows.restore.RestorePlan;
import dev.windlass.workflows.restore.RestoreWorkflow.Loaded;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Restores between a backup's stores and a database. Nothing is held whole on the way. */
public final class RestoreActivitiesImpl implements RestoreActivities {

  private static final Duration LOOK_LIMIT = Duration.ofMinutes(2);
  private static final Duration SWAP_LIMIT = Duration.ofMinutes(15);

  private final Grants grants;
  private final GrantedStores stores;
  private final DatabaseRoute.Opener routes;
  private final GrantedHosts hosts;

  public RestoreActivitiesImpl(
      Grants grants, GrantedStores stores, DatabaseRoute.Opener routes, GrantedHosts hosts) {
    this.grants = grants;
    this.stores = stores;
    this.routes = routes;
    this.hosts = hosts;
  }

  @Override
  public Looked look(Look request) {
    RestorePlan plan = request.plan();
    return ActivityFailures.typed(() ->
        AtOnce.beating()
            .one(
                LOOK_LIMIT,
                () ->
                    fromAnyStore(
                        plan,
                        reading -> {
                          try (DatabaseRoute route = route(plan)) {
                            return new TargetLook(plan, reading.manifest(), route).look();
                          }
                        })));
  }

  @Override
  public Loaded load(Load request) {
    RestorePlan plan = request.plan();
    LoadProgress progress = new LoadProgress(request.looked().bytes());
    return ActivityFailures.typed(() ->
        AtOnce.beatingWith(progress::now)
            .one(
                plan.limit(),
                () ->
                    landed(
                        new Place(request.id(), plan, request.looked().server()),
                        landing ->
                            fromAnyStore(
                                plan,
                                reading -> landing.load(cargo(request, reading, progress))))));
  }

  private Landing.Cargo cargo(Load request, BackupReading reading, LoadProgress progress) {
    RestorePlan plan = request.plan();
    Manifest manifest = reading.manifest();
    String name = plan.backup().identity();
    Supplier<Secret> identity = name == null ? null : () -> grants.secret(scope(plan), name);
    return new Landing.Cargo(
        manifest,
        plain -> {
          progress.restart();
          new Comparison(manifest, List.of())
              .requireDump(reading.dump(manifest, identity, plain, progress::add));
        },
        request.looked().definers() == Definers.KEPT
            ? RestoreOptions.Definers.KEPT
            : RestoreOptions.Definers.RESTORER);
  }

  @Override
  public void swap(Swap request) {
    ActivityFailures.typed(() ->
        AtOnce.beating()
            .one(
                SWAP_LIMIT,
                () ->
                    landed(
                        new Place(request.id(), request.plan(), request.looked().server()),
                        landing -> {
                          landing.swap();
                          return request.id();
                        })));
  }

  @Override
  public Cleaned clean(Clean request) {
    return ActivityFailures.typed(() ->
        AtOnce.beating()
            .one(
                SWAP_LIMIT,
                () ->
                    landed(
                        new Place(request.id(), request.plan(), null),
                        landing -> new Cleaned(landing.clean()))));
  }

  private interface Work<T, R> {
    R on(T with) throws IOException, SQLException;
  }

  /** Damage in one store's copy is no damage of another's. */
  private <R> R fromAnyStore(RestorePlan plan, Work<BackupReading, R> work) {
    List<RuntimeException> failures = new ArrayList<>();
    for (StorePlace place : plan.backup().stores()) {
      try (BackupStore store = stores.open(scope(plan), plan.ssh(), place)) {
        return named(() -> work.on(new BackupReading(store, wanted(plan))));
      } catch (RuntimeException e) {
        if (!isOfTheCopy(e)) {
          throw e;
        }
        failures.add(ActivityFailures.of(e));
      }
    }
    throw together(failures);
  }

  /** Of the type of the first, in the words of all: each says what is wrong with one copy. */
  private static RuntimeException together(List<RuntimeException> failures) {
    if (failures.isEmpty()) {
      return Failures.of(FailureType.BACKUP_MISSING, "no store has it");
    }
    if (failures.size() > 1 && failures.getFirst() instanceof ApplicationFailure first) {
      return ApplicationFailure.newBuilder(first)
          .setMessage(failures.stream().map(Words::of).distinct().collect(Collectors.joining("; ")))
          .build();
    }
    return failures.getFirst();
  }

  private static boolean isOfTheCopy(RuntimeException e) {
    return e instanceof StoreException
        || (e instanceof ApplicationFailure failure && failure.getType().startsWith("backup"));
  }

  private <R> R landed(Place place, Work<Landing, R> work) {
    RestorePlan plan = place.plan();
    return named(() -> {
      try (DatabaseRoute route = route(plan);
          Connection connection = route.connect()) {
        Sql sql = new Sql(connection);
        requireSame(place, sql);
        EngineTools tools = EngineTools.of(route, host(plan));
        return work.on(
            plan.target().isSwapped()
                ? new MariaDbLanding(place.id(), sql, tools, plan.tables())
                : new PostgresLanding(place.id(), sql, tools, plan.tables()));
      }
    });
  }

  /** Between two activities somebody may have put another server under the same name. */
  private static void requireSame(Place place, Sql sql) throws SQLException {
    String found = TargetLook.server(sql, place.plan().target().database().engine());
    if (place.server() != null && !place.server().equals(found)) {
      throw Failures.of(
          FailureType.REFUSED,
          "the server says that it is %s, before it said %s: another one answers now"
              .formatted(found, place.server()));
    }
  }

  /**
   * @param server what it said that it is, or null where nobody asked
   */
  private record Place(String id, RestorePlan plan, @Nullable String server) {}

  private interface Named<R> {
    R get() throws IOException, SQLException;
  }

  private static <R> R named(Named<R> work) {
    try {
      return work.get();
    } catch (IOException e) {
      throw RestoreFailures.of(e);
    } catch (SQLException e) {
      throw RestoreFailures.of(e);
    }
  }

  private DatabaseRoute route(RestorePlan plan) {
    Host on = plan.target().on();
    return routes.open(
        scope(plan),
        plan.target().database(),
        plan.ssh(),
        on == null ? plan.target().tunnel() : on);
  }

  private @Nullable RemoteHost host(RestorePlan plan) {
    Host on = plan.target().on();
    return on == null ? null : hosts.open(scope(plan), plan.ssh(), on);
  }

  private static Wanted wanted(RestorePlan plan) {
    return new Wanted(
        plan.application(), plan.environment(), plan.backup().id(), plan.backup().manifest(), null);
  }

  private static Scope scope(RestorePlan plan) {
    return new Scope(plan.application(), plan.environment());
  }
}

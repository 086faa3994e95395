package dev.windlass.activities.drill;

import dev.windlass.activities.backup.BackupReading;
import dev.windlass.activities.backup.EngineTools;
import dev.windlass.activities.backup.GrantedStores;
import dev.windlass.activities.backup.dump.DatabaseRestore;
import dev.windlass.activities.backup.dump.RestoreFailedException;
import dev.windlass.activities.backup.dump.RestoreOptions;
import dev.windlass.activities.backup.store.BackupStore;
import dev.windlass.activities.grant.Grants;
import dev.windlass.activities.grant.Secret;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.drill.DrillActivities.Condition;
import dev.windlass.workflows.drill.DrillActivities.RestoreScratch;
import dev.windlass.workflows.drill.DrillActivities.Restored;
import dev.windlass.workflows.drill.DrillFinding;
import dev.windlass.workflows.drill.DrillPlan;
import dev.windlass.workflows.drill.DrillReason;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One backup from its offsite store into a scratch database of its own. */
final class ScratchRestore {

  private static final String CHECK = "restore";

  private static final Map<String, DrillReason> DAMAGE =
      Map.of(
          FailureType.BACKUP_MISSING.wireName(), DrillReason.MISSING,
          FailureType.BACKUP_EDITED.wireName(), DrillReason.EDITED,
          FailureType.BACKUP_STALE.wireName(), DrillReason.OTHER_BACKUP,
          FailureType.BACKUP_INCOMPLETE.wireName(), DrillReason.INCOMPLETE,
          FailureType.BACKUP_TRUNCATED.wireName(), DrillReason.TRUNCATED,
          FailureType.BACKUP_DAMAGED.wireName(), DrillReason.DAMAGED,
          FailureType.BACKUP_SEALED.wireName(), DrillReason.SEALED);

  private final RestoreScratch request;
  private final DrillPlan plan;
  private final GrantedStores stores;
  private final Grants grants;
  private final ScratchRoutes routes;

  /**
   * @param stores that are granted
   * @param grants of the private key
   */
  record Means(GrantedStores stores, Grants grants, ScratchRoutes routes) {}

  ScratchRestore(RestoreScratch request, Means means) {
    this.request = request;
    this.plan = request.plan();
    this.stores = means.stores();
    this.grants = means.grants();
    this.routes = means.routes();
  }

  /** Reads, verifies, opens and loads, all in one stream. */
  Restored run(LongConsumer progress) {
    long begun = System.nanoTime();
    try (BackupStore offsite = stores.open(plan.backup(), plan.offsite())) {
      WatchedStore store = new WatchedStore(offsite);
      DrillFinding problem = problem(store, progress);
      Duration all = Duration.ofNanos(System.nanoTime() - begun);
      return new Restored(problem, store.waited(), all.minus(store.waited()), store.bytes());
    }
  }

  private @Nullable DrillFinding problem(WatchedStore store, LongConsumer progress) {
    try {
      BackupReading reading = reading(store, plan, request.backup(), request.manifest());
      Manifest manifest = reading.manifest();
      if (request.condition() == Condition.FLIPPED) {
        Manifest.StoredObject object = manifest.objects().getFirst();
        store.flip(object.name(), object.storedBytes() / 2);
      }
      anew();
      return load(reading, manifest, progress);
    } catch (ApplicationFailure failure) {
      DrillReason reason = DAMAGE.get(failure.getType());
      if (reason == null) {
        throw failure;
      }
      return DrillFinding.fail(CHECK, reason, failure.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BackupReading reading(BackupStore store, DrillPlan plan, String backup, String manifest) {
    return new BackupReading(
        store,
        new BackupReading.Wanted(
            plan.backup().application(), plan.backup().environment(), backup, manifest, null));
  }

  private void anew() {
    String database = ScratchRoutes.requireScratch(plan, request.database());
    ScratchEngine engine = ScratchEngine.of(plan.scratch().server().engine());
    try (DatabaseRoute route = routes.server(plan);
        Connection server = route.connect(engine.options())) {
      engine.drop(server, database);
      if (Thread.currentThread().isInterrupted()) {
        // Whoever ended this drops the database: none may be made after that.
        throw new CancellationException("ended");
      }
      engine.create(server, database);
    } catch (SQLException e) {
      throw ScratchRoutes.failure("scratch database " + database + " cannot be made", e);
    }
  }

  private @Nullable DrillFinding load(
      BackupReading reading, Manifest manifest, LongConsumer progress) throws IOException {
    try (DatabaseRoute route = routes.database(plan, request.database())) {
      EngineTools tools = EngineTools.of(route, null);
      DatabaseRestore restore =
          new DatabaseRestore(tools.runner(), tools.endpoint(), RestoreOptions.scratch());
      restore.run(plain -> reading.dump(manifest, identity(), plain, progress));
      return null;
    } catch (RestoreFailedException failed) {
      // What is damaged may be restorable for a while: the damage is the better reason.
      reading.dump(manifest, identity(), OutputStream.nullOutputStream(), progress);
      return reason(failed);
    }
  }

  private DrillFinding reason(RestoreFailedException failed) {
    String said = String.valueOf(failed.getMessage());
    if (failed.reason() == RestoreFailedException.Reason.FULL) {
      return DrillFinding.error(CHECK, DrillReason.SCRATCH_FULL, said);
    }
    ScratchEngine engine = ScratchEngine.of(plan.scratch().server().engine());
    try (DatabaseRoute route = routes.database(plan, request.database());
        Connection there = route.connect(engine.options())) {
      Sql.strings(there, "select 1");
      return DrillFinding.fail(CHECK, DrillReason.NOT_RESTORABLE, said);
    } catch (SQLException gone) {
      throw Failures.of(FailureType.UNREACHABLE, "the scratch server went away: " + said, gone);
    }
  }

  private @Nullable Supplier<Secret> identity() {
    String name = plan.identity();
    return name == null ? null : () -> grants.secret(ScratchRoutes.scope(plan), name);
  }
}

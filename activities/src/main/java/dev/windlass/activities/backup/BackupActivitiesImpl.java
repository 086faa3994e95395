package dev.windlass.activities.backup;

import dev.windlass.activities.backup.dump.Sealing;
import dev.windlass.activities.backup.store.BackupStore;
import dev.windlass.activities.backup.store.Leftover;
import dev.windlass.activities.backup.store.StoreCopy;
import dev.windlass.activities.backup.store.StoreCopy.Expected;
import dev.windlass.activities.backup.store.StoreException;
import dev.windlass.activities.backup.store.StoreTrouble;
import dev.windlass.activities.backup.store.StoredObject;
import dev.windlass.activities.engine.ActivityFailures;
import dev.windlass.activities.engine.AtOnce;
import dev.windlass.workflows.backup.BackupActivities;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Backups between a source and its stores. Nothing is held whole on the way. */
public final class BackupActivitiesImpl implements BackupActivities {

  private static final Duration DISCARD_LIMIT = Duration.ofMinutes(5);

  /** Also what a store whose clock is ahead of ours touched last. */
  private static final Duration WHATEVER_AGE = Duration.ofDays(1).negated();

  private final GrantedStores stores;
  private final Sources sources;

  public BackupActivitiesImpl(GrantedStores stores, Sources sources) {
    this.stores = stores;
    this.sources = sources;
  }

  @Override
  public Taken take(Take request) {
    BackupPlan plan = request.plan();
    int attempt = Activity.getExecutionContext().getInfo().getAttempt();
    AtomicLong bytes = new AtomicLong();
    return beating(
        plan.limit(),
        bytes,
        () -> {
          try (BackupStore store = stores.open(plan, plan.stores().getFirst())) {
            ManifestFile file = new ManifestFile(store, plan, request.id());
            sweep(store, file, attempt);
            Optional<ManifestFile.Read> whole = file.read();
            Sources.Target target =
                new Sources.Target(store, request.id(), attempt, sealing(plan), bytes::addAndGet);
            Taken taken =
                whole.isPresent()
                    ? whole.get().taken()
                    : written(store, file, scoped(request, sources.read(plan, target)));
            removeUnnamed(store, file, attempt);
            return taken;
          }
        });
  }

  private static Sealing sealing(BackupPlan plan) {
    return Sealing.of(
        plan.recipient() == null ? List.of() : List.of(plan.recipient()), Sealing.DEFAULT_LEVEL);
  }

  private static Manifest scoped(Take request, Manifest taken) {
    BackupPlan plan = request.plan();
    boolean selected = plan.source() instanceof BackupSource.Data data && !data.tables().isEmpty();
    return request.occasion() == null
        ? taken
        : taken.of(new Manifest.Scope(request.occasion(), plan.target(), selected));
  }

  /**
   * What the manifest names that lies there in the end. A try before this one, or one after it, may
   * have written its own meanwhile, for who is slow is taken for dead: of two that are whole the
   * first one stays, and of this one nothing.
   */
  private static Taken written(BackupStore store, ManifestFile file, Manifest ours) {
    try {
      return file.write(ours);
    } catch (StoreException taken) {
      if (taken.trouble() != StoreTrouble.PRESENT) {
        throw taken;
      }
      ManifestFile.Read first = file.read().orElseThrow(() -> taken);
      ours.objects().stream()
          .map(Manifest.StoredObject::name)
          .filter(name -> !first.manifest().names(name))
          .forEach(name -> store.delete(file.key(name)));
      return first.taken();
    }
  }

  @Override
  public void copy(Copy request) {
    BackupPlan plan = request.plan();
    int attempt = Activity.getExecutionContext().getInfo().getAttempt();
    AtomicLong bytes = new AtomicLong();
    beating(
        plan.limit(),
        bytes,
        () -> {
          try (BackupStore from = stores.open(plan, plan.stores().getFirst());
              BackupStore to = stores.open(plan, request.to())) {
            sweep(to, new ManifestFile(to, plan, request.id()), attempt);
            new StoreCopy(from, to, (key, more) -> bytes.addAndGet(more))
                .copy(expected(from, request));
            return request.id();
          }
        });
  }

  /** The manifest last: what it names is whole when it is there. */
  private static List<Expected> expected(BackupStore from, Copy request) {
    ManifestFile file = new ManifestFile(from, request.plan(), request.id());
    ManifestFile.Read read =
        file.read()
            .orElseThrow(() ->
                Failures.of(
                    FailureType.INVALID, request.id() + " is not in " + from + " any more"));
    if (!read.sha256().equals(request.manifest())) {
      throw Failures.of(
          FailureType.INVALID,
          "the manifest of %s in %s is not the one that was written: it has been edited"
              .formatted(request.id(), from));
    }
    List<Expected> objects = new ArrayList<>();
    for (Manifest.StoredObject object : read.manifest().objects()) {
      objects.add(new Expected(file.key(object.name()), object.sha256()));
    }
    objects.add(new Expected(file.key(ManifestFile.NAME), read.sha256()));
    return objects;
  }

  @Override
  public void discard(Discard request) {
    BackupPlan plan = request.plan();
    beating(
        DISCARD_LIMIT,
        new AtomicLong(),
        () -> {
          try (BackupStore store = stores.open(plan, request.store())) {
            ManifestFile file = new ManifestFile(store, plan, request.id());
            store.delete(file.key(ManifestFile.NAME));
            store.list(file.folder() + "/").stream().map(StoredObject::key).forEach(store::delete);
            removeLeftovers(store, file);
            return request.id();
          }
        });
  }

  /** A try before this one may have been killed in mid-write: what it left is never read. */
  private static void sweep(BackupStore store, ManifestFile file, int attempt) {
    if (attempt > 1) {
      removeLeftovers(store, file);
    }
  }

  /**
   * Or it was killed when its object was whole and its manifest not yet there. Whoever else is at
   * it still is too late for a manifest of its own, and takes back what it wrote.
   */
  private static void removeUnnamed(BackupStore store, ManifestFile file, int attempt) {
    if (attempt > 1) {
      Manifest manifest = file.read().orElseThrow().manifest();
      store.list(file.folder() + "/").stream()
          .map(StoredObject::key)
          .filter(key -> !key.file().equals(ManifestFile.NAME) && !manifest.names(key.file()))
          .forEach(store::delete);
    }
  }

  private static void removeLeftovers(BackupStore store, ManifestFile file) {
    store.leftovers(WHATEVER_AGE).stream()
        .filter(leftover -> leftover.name().startsWith(file.folder() + "/"))
        .forEach(Leftover::remove);
  }

  /** Beats with the bytes so far, which whoever describes the run in Temporal can read. */
  private static <R> R beating(Duration limit, AtomicLong bytes, Supplier<R> work) {
    return ActivityFailures.typed(() -> AtOnce.beatingWith(bytes::get).one(limit, work));
  }
}

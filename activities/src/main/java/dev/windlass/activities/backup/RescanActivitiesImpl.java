package dev.windlass.activities.backup;

import dev.windlass.activities.backup.store.BackupStore;
import dev.windlass.activities.backup.store.StoredObject;
import dev.windlass.activities.engine.ActivityFailures;
import dev.windlass.activities.engine.AtOnce;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.RescanActivities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads what lies in a store, by manifests and sizes. Whole objects are not read: that is a drill.
 */
public final class RescanActivitiesImpl implements RescanActivities {

  /** The answer of a page stays far below what Temporal takes, also where all are odd. */
  private static final int PAGE = 200;

  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final GrantedStores stores;

  public RescanActivitiesImpl(GrantedStores stores) {
    this.stores = stores;
  }

  @Override
  public Scanned scan(Scan request) {
    AtomicLong read = new AtomicLong();
    return ActivityFailures.typed(() ->
        AtOnce.beatingWith(read::get)
            .one(
                LIMIT,
                () -> {
                  try (BackupStore store = stores.open(request.plan(), request.store())) {
                    return page(store, request, read);
                  }
                }));
  }

  private static Scanned page(BackupStore store, Scan request, AtomicLong read) {
    BackupPlan plan = request.plan();
    NavigableMap<String, Map<String, Long>> left =
        backups(store, plan).tailMap(request.after(), false);
    List<Found> whole = new ArrayList<>();
    List<Oddity> odd = new ArrayList<>();
    List<String> ids = left.keySet().stream().limit(PAGE).toList();
    for (String id : ids) {
      ManifestFile file = new ManifestFile(store, plan, id);
      new StoredBackup(file, plan, id, Objects.requireNonNull(left.get(id))).sort(whole, odd);
      read.incrementAndGet();
    }
    return new Scanned(whole, odd, ids.size() < left.size() ? ids.getLast() : null);
  }

  /** Of each backup the objects with their sizes. */
  private static NavigableMap<String, Map<String, Long>> backups(
      BackupStore store, BackupPlan plan) {
    NavigableMap<String, Map<String, Long>> found = new TreeMap<>();
    String prefix = plan.application() + "/" + plan.environment() + "/";
    for (StoredObject object : store.list(prefix)) {
      found
          .computeIfAbsent(object.key().backup(), _ -> new LinkedHashMap<>())
          .put(object.key().file(), object.bytes());
    }
    return found;
  }
}

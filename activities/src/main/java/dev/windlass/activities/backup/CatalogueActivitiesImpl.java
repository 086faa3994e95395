package dev.windlass.activities.backup;

import dev.windlass.activities.engine.ActivityFailures;
import dev.windlass.activities.engine.AtOnce;
import dev.windlass.store.Store;
import dev.windlass.store.backup.BackupOrigin;
import dev.windlass.store.backup.Backups;
import dev.windlass.store.backup.Entry;
import dev.windlass.store.backup.KeptBackup;
import dev.windlass.store.backup.Reader;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.CatalogueActivities;
import dev.windlass.workflows.backup.RescanActivities.Found;
import dev.windlass.workflows.backup.RescanActivities.Oddity;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalogue by the store. */
public final class CatalogueActivitiesImpl implements CatalogueActivities {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.backup");

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** It ends by itself before it is given up. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final Backups backups;
  private final BackupGauges gauges;

  public CatalogueActivitiesImpl(Store store, MeterRegistry meters) {
    this.backups = store.backups();
    this.gauges = new BackupGauges(new Measured(backups), meters, InstantSource.system());
  }

  @Override
  public Opened open(Open request) {
    return ActivityFailures.typed(() -> {
      String id = backups.open(request);
      gauges.know(
          new BackupGauges.Origin(request.application(), request.environment(), request.kind()));
      LOG.atInfo()
          .addKeyValue("backup", id)
          .addKeyValue("application", request.application())
          .addKeyValue("environment", request.environment())
          .addKeyValue("kind", request.kind())
          .addKeyValue("occasion", request.occasion())
          .addKeyValue("operator", request.startedBy())
          .log("backup opened");
      return new Opened(id);
    });
  }

  @Override
  public void stored(Stored request) {
    ActivityFailures.typed(() -> {
      backups.stored(request);
      LOG.atInfo()
          .addKeyValue("backup", request.id())
          .addKeyValue("store", request.store())
          .addKeyValue("bytes", request.taken().storedBytes())
          .log("backup stored");
      return request.id();
    });
  }

  @Override
  public void close(Close request) {
    ActivityFailures.typed(() -> {
      backups.close(request);
      LOG.atInfo()
          .addKeyValue("backup", request.id())
          .addKeyValue("problem", request.problem())
          .log("backup closed");
      return request.id();
    });
  }

  @Override
  public Listing list(ListBackups request) {
    return ActivityFailures.typed(
        () -> new Listing(whole(request).stream().map(CatalogueActivitiesImpl::row).toList()));
  }

  private List<KeptBackup> whole(ListBackups request) {
    return request.targets()
        ? backups.wholeOfAll(request.application(), request.environment(), request.kind())
        : backups.whole(request.application(), request.environment(), request.kind());
  }

  @Override
  public Awaited awaitEnd(AwaitEnd request) {
    return ActivityFailures.typed(
        () -> AtOnce.beating().one(request.atMost().plus(MARGIN), () -> awaited(request)));
  }

  private Awaited awaited(AwaitEnd request) {
    long until = System.nanoTime() + request.atMost().toNanos();
    Optional<Ended> ended = ended(request);
    while (ended.isEmpty() && System.nanoTime() < until) {
      pause();
      ended = ended(request);
    }
    return new Awaited(ended.orElse(null));
  }

  private Optional<Ended> ended(AwaitEnd request) {
    return backups
        .newest(request.application(), request.environment(), request.kind())
        .filter(newest -> newest.endedAt() != null && !newest.endedAt().isBefore(request.since()))
        .map(newest -> new Ended(newest.id(), newest.startedAt(), newest.problem()));
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("nobody waits any more", over);
    }
  }

  @Override
  public Retired retire(Retire request) {
    return ActivityFailures.typed(() -> new Retired(backups.retire(request.id(), request.at())));
  }

  @Override
  public Relied rely(Rely request) {
    return ActivityFailures.typed(() ->
        new Relied(
            backups.use(request.id(), Reader.deployment(request.deployment()), request.since())));
  }

  @Override
  public void forget(Forget request) {
    ActivityFailures.typed(() -> {
      backups.forget(request);
      LOG.atInfo()
          .addKeyValue("backup", request.id())
          .addKeyValue("store", request.store())
          .log("backup removed");
      return request.id();
    });
  }

  @Override
  public Entered enter(Enter request) {
    return ActivityFailures.typed(() -> {
      List<String> ids = new ArrayList<>();
      List<Oddity> odd = new ArrayList<>();
      for (Found found : request.found()) {
        Entry entry = backups.enter(found, request);
        if (entry == Entry.ENTERED) {
          ids.add(found.id());
        } else if (entry != Entry.KNOWN) {
          odd.add(new Oddity(found.id(), why(entry)));
        }
      }
      LOG.atInfo()
          .addKeyValue("store", request.store())
          .addKeyValue("operator", request.by())
          .addKeyValue("backups", ids)
          .log("backups entered by a rescan");
      return new Entered(ids, odd);
    });
  }

  private static String why(Entry entry) {
    return switch (entry) {
      case OTHER ->
          "the catalogue has a backup of another application, environment or kind by this id, which stays";
      case EDITED ->
          "its manifest is not the one that was written: it has been edited; take the copy of another store";
      case GONE ->
          "it was removed from here as far as is known, but it is whole; nothing will use it: remove it by hand";
      case ENTERED, KNOWN -> throw new IllegalArgumentException(entry + " is as it should be");
    };
  }

  private static Row row(KeptBackup backup) {
    return new Row(
        backup.id(),
        backup.startedAt(),
        backup.stores(),
        backup.drilledAt(),
        backup.usedBy().isEmpty() ? null : backup.usedBy().getFirst(),
        backup.taken() == null ? null : backup.taken().manifest(),
        backup.taken() != null && backup.taken().selected(),
        backup.occasion() == Occasion.SAFETY);
  }

  /** What the gauges tell of. */
  private record Measured(Backups backups) implements BackupGauges.Catalogue {

    @Override
    public List<BackupGauges.Origin> origins() {
      return backups.origins().stream()
          .map(of -> new BackupGauges.Origin(of.application(), of.environment(), of.kind()))
          .toList();
    }

    @Override
    public Optional<BackupGauges.Newest> newest(BackupGauges.Origin of) {
      return backups
          .newestSuccessful(new BackupOrigin(of.application(), of.environment(), of.kind()))
          .map(kept ->
              new BackupGauges.Newest(
                  kept.startedAt(),
                  Objects.requireNonNull(kept.endedAt()),
                  kept.taken() == null ? Double.NaN : kept.taken().storedBytes()));
    }
  }
}

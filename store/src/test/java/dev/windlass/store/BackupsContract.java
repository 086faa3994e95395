package dev.windlass.store;

import static dev.windlass.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.windlass.store.backup.BackupOrigin;
import dev.windlass.store.backup.Backups;
import dev.windlass.store.backup.Entry;
import dev.windlass.store.backup.KeptBackup;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.CatalogueActivities.Close;
import dev.windlass.workflows.backup.CatalogueActivities.Enter;
import dev.windlass.workflows.backup.CatalogueActivities.Forget;
import dev.windlass.workflows.backup.CatalogueActivities.Open;
import dev.windlass.workflows.backup.CatalogueActivities.Stored;
import dev.windlass.workflows.backup.Manifest.Scope;
import dev.windlass.workflows.backup.RescanActivities.Found;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What the catalogue of backups promises, whatever the database. */
interface BackupsContract {

  Taken TAKEN = new Taken("ab".repeat(32), 12, 3_400, 9_000, 1_200, "7", null);
  String VAULT = "sftp://backup@vault/shop";
  String OFFSITE = "s3://offsite/shop";

  Store store();

  @Test
  default void aRunKeepsItsBackupsId() {
    Open open = open("run-" + own());

    String id = backups().open(open);

    assertThat(id).startsWith("b-20261121-210200");
    assertThat(backups().open(open)).isEqualTo(id);
  }

  @Test
  default void backupsOfTheSameSecondHaveDifferentIds() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<String> opening = () -> backups().open(open("run-" + own()));
      List<Future<String>> ids = threads.invokeAll(Collections.nCopies(4, opening));
      assertThat(ids).extracting(Future::get).doesNotHaveDuplicates();
    }
  }

  @Test
  default void theNewestIsTheOneThatBeganLastHoweverItStands() {
    String application = own();
    assertThat(backups().newest(application, "production", "database")).isEmpty();
    String first = backups().open(open("run-" + own(), application));
    backups().close(new Close(first, "the store is full", NOW));
    assertThat(backups().newest(application, "production", "database"))
        .get()
        .satisfies(newest -> {
          assertThat(newest.id()).isEqualTo(first);
          assertThat(newest.problem()).isEqualTo("the store is full");
        });

    Open later = open("run-" + own(), application);
    String second =
        backups()
            .open(
                new Open(
                    later.run(),
                    application,
                    "production",
                    "database",
                    later.occasion(),
                    later.startedBy(),
                    NOW.plusSeconds(60)));

    assertThat(backups().newest(application, "production", "database"))
        .get()
        .satisfies(newest -> {
          assertThat(newest.id()).isEqualTo(second);
          assertThat(newest.endedAt()).isNull();
        });
    assertThat(backups().newest(application, "production", "files")).isEmpty();
  }

  @Test
  default void aBackupIsWholeWhereItWasStoredAndNotForgotten() {
    String application = own();
    String id = backups().open(open("run-" + own(), application));
    assertThat(whole(application)).isEmpty();

    backups().stored(new Stored(id, VAULT, TAKEN, NOW));
    backups().stored(new Stored(id, VAULT, TAKEN, NOW.plusSeconds(9)));
    backups().stored(new Stored(id, OFFSITE, TAKEN, NOW.plusSeconds(1)));
    assertThat(whole(application))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.stores()).containsExactly(VAULT, OFFSITE);
          assertThat(row.taken()).isEqualTo(TAKEN);
          assertThat(row.occasion()).isEqualTo(Occasion.SCHEDULE);
        });

    backups().forget(new Forget(id, VAULT, NOW));
    assertThat(whole(application))
        .singleElement()
        .extracting(KeptBackup::stores)
        .isEqualTo(List.of(OFFSITE));
    backups().forget(new Forget(id, OFFSITE, NOW));
    assertThat(whole(application)).isEmpty();
    assertThat(backups().list(application, "production", 10)).hasSize(1);
  }

  @Test
  default void whatARestoreReplacedElsewhereIsNoBackupOfTheEnvironment() {
    String application = own();
    String mine = backups().open(open("run-" + own(), application));
    Open other =
        new Open(
            "run-" + own(),
            application,
            "production",
            "database",
            Occasion.SAFETY,
            "dev-1",
            NOW.plusSeconds(60),
            "rehearsal");
    String theirs = backups().open(other);
    backups().stored(new Stored(mine, VAULT, TAKEN, NOW));
    backups().stored(new Stored(theirs, VAULT, TAKEN, NOW.plusSeconds(90)));

    BackupOrigin origin = new BackupOrigin(application, "production", "database");
    assertThat(whole(application)).extracting(KeptBackup::id).containsExactly(mine);
    assertThat(backups().newestWhole(origin)).get().extracting(KeptBackup::id).isEqualTo(mine);
    assertThat(backups().newest(application, "production", "database"))
        .get()
        .extracting(KeptBackup::id)
        .isEqualTo(mine);
    assertThat(backups().wholeOfAll(application, "production", "database"))
        .extracting(KeptBackup::id, KeptBackup::target)
        .containsExactly(tuple(theirs, "rehearsal"), tuple(mine, null));
  }

  @Test
  default void entersOfWhatAndWhyItIsWhereTheManifestTells() {
    Enter enter = enter(own(), VAULT);
    Scope scope = new Scope(Occasion.SAFETY, "rehearsal", false);
    Found found = new Found("b-" + own(), "database", NOW, NOW.plusSeconds(9), TAKEN, scope);

    assertThat(backups().enter(found, enter)).isEqualTo(Entry.ENTERED);

    assertThat(whole(enter.application())).isEmpty();
    assertThat(backups().find(found.id()))
        .get()
        .satisfies(kept -> {
          assertThat(kept.occasion()).isEqualTo(Occasion.SAFETY);
          assertThat(kept.target()).isEqualTo("rehearsal");
        });
  }

  @Test
  default void keepsTheFirstEndOfABackup() {
    String id = backups().open(open("run-" + own()));

    backups().close(new Close(id, "the dump ended early", NOW));
    backups().close(new Close(id, null, NOW.plusSeconds(1)));

    KeptBackup kept = backups().find(id).orElseThrow();
    assertThat(kept.problem()).isEqualTo("the dump ended early");
    assertThat(kept.endedAt()).isEqualTo(NOW);
  }

  @Test
  default void aBackupThatSomebodyReadsIsNotRetired() {
    String id = backups().open(open("run-" + own()));
    String reader = "drill/" + own();
    assertThat(backups().use(id, reader, NOW)).isTrue();
    assertThat(backups().use(id, reader, NOW)).isTrue();

    assertThat(backups().retire(id, NOW)).isFalse();
    assertThat(backups().find(id).orElseThrow().usedBy()).containsExactly(reader);

    backups().release(reader);
    assertThat(backups().retire(id, NOW)).isTrue();
    assertThat(backups().retire(id, NOW)).isTrue();
  }

  @Test
  default void nobodyBeginsToReadARetiredBackup() {
    String id = backups().open(open("run-" + own()));
    backups().retire(id, NOW);

    assertThat(backups().use(id, "drill/" + own(), NOW)).isFalse();
    assertThat(backups().use("b-never", "drill/" + own(), NOW)).isFalse();
  }

  @Test
  default void remembersTheLastDrill() {
    String id = backups().open(open("run-" + own()));

    backups().drilled(id, NOW);

    assertThat(backups().find(id).orElseThrow().drilledAt()).isEqualTo(NOW);
  }

  @Test
  default void entersWhatAManifestTellsAndNothingTwice() {
    Enter enter = enter(own(), VAULT);
    Found found = found("b-" + own());

    assertThat(backups().enter(found, enter)).isEqualTo(Entry.ENTERED);
    assertThat(backups().enter(found, enter)).isEqualTo(Entry.KNOWN);
    assertThat(backups().enter(found, enter(enter.application(), OFFSITE)))
        .isEqualTo(Entry.ENTERED);

    assertThat(whole(enter.application()))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.id()).isEqualTo(found.id());
          assertThat(row.occasion()).isEqualTo(Occasion.FOUND);
          assertThat(row.startedBy()).isEqualTo("rescan by dev-1");
          assertThat(row.startedAt()).isEqualTo(found.startedAt());
          assertThat(row.endedAt()).isEqualTo(found.finishedAt());
          assertThat(row.taken()).isEqualTo(TAKEN);
          assertThat(row.stores()).containsExactly(VAULT, OFFSITE);
        });
  }

  @Test
  default void entersACopyThatTheCatalogueMissedAndLeavesTheRestOfTheRow() {
    String application = own();
    String id = backups().open(open("run-" + own(), application));
    Enter enter = enter(application, VAULT);
    assertThat(backups().enter(found(id), enter)).as("still being taken").isEqualTo(Entry.KNOWN);
    backups().close(new Close(id, "the catalogue was away", NOW));

    assertThat(backups().enter(found(id), enter)).isEqualTo(Entry.ENTERED);

    KeptBackup kept = backups().find(id).orElseThrow();
    assertThat(kept.stores()).containsExactly(VAULT);
    assertThat(kept.startedBy()).isEqualTo("the schedule");
    assertThat(kept.problem()).isEqualTo("the catalogue was away");
  }

  @Test
  default void changesNothingWhereItKnowsBetterThanAStore() {
    String application = own();
    String id = backups().open(open("run-" + own(), application));
    backups().stored(new Stored(id, VAULT, TAKEN, NOW));
    backups().close(new Close(id, null, NOW));
    Taken edited = new Taken("cd".repeat(32), 12, 3_399, 9_000, 1_200, "7", null);

    assertThat(backups().enter(found(id), enter(own(), VAULT))).isEqualTo(Entry.OTHER);
    assertThat(
            backups().enter(new Found(id, "database", NOW, NOW, edited), enter(application, VAULT)))
        .isEqualTo(Entry.EDITED);
    backups().retire(id, NOW);
    assertThat(backups().enter(found(id), enter(application, VAULT)))
        .as("retired, not yet removed")
        .isEqualTo(Entry.KNOWN);
    backups().forget(new Forget(id, VAULT, NOW));
    assertThat(backups().enter(found(id), enter(application, VAULT))).isEqualTo(Entry.GONE);

    KeptBackup kept = backups().find(id).orElseThrow();
    assertThat(kept.taken()).isEqualTo(TAKEN);
    assertThat(kept.stores()).isEmpty();
  }

  private static Found found(String id) {
    return new Found(id, "database", NOW, NOW.plusSeconds(9), TAKEN);
  }

  private static Enter enter(String application, String store) {
    return new Enter(
        application,
        "production",
        store,
        List.of(),
        "dev-1",
        store.equals(VAULT) ? NOW : NOW.plusSeconds(1));
  }

  private List<KeptBackup> whole(String application) {
    return backups().whole(application, "production", "database");
  }

  private Backups backups() {
    return store().backups();
  }

  private static Open open(String run) {
    return open(run, own());
  }

  private static Open open(String run, String application) {
    return new Open(
        run, application, "production", "database", Occasion.SCHEDULE, "the schedule", NOW);
  }

  private static String own() {
    return UUID.randomUUID().toString().substring(0, 8);
  }
}

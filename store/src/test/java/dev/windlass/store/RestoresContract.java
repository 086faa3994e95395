package dev.windlass.store;

import static dev.windlass.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.store.backup.Reader;
import dev.windlass.store.restore.KeptRestore;
import dev.windlass.store.restore.Restores;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.CatalogueActivities;
import dev.windlass.workflows.restore.RestoreRecordActivities.Close;
import dev.windlass.workflows.restore.RestoreRecordActivities.Open;
import dev.windlass.workflows.restore.RestoreWorkflow.Left;
import dev.windlass.workflows.restore.RestoreWorkflow.Loaded;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the record of restores promises, whatever the database. */
interface RestoresContract {

  Store store();

  @Test
  default void aRunKeepsItsRestoresIdAndASecondOneGetsAnother() {
    Open open = open("run-" + own(), own());

    String id = restores().open(open);

    assertThat(id).startsWith("r-20261121-210200");
    assertThat(restores().open(open)).isEqualTo(id);
    assertThat(restores().open(open("run-" + own(), own()))).isNotEqualTo(id);
  }

  @Test
  default void keepsTheFirstEndOfARestore() {
    String application = own();
    String id = restores().open(open("run-" + own(), application));
    assertThat(restores().find(id).orElseThrow().endedAt()).isNull();
    assertThat(restores().find(id).orElseThrow().remarks()).isEmpty();

    restores()
        .close(
            new Close(
                id,
                "succeeded",
                Left.RESTORED,
                "b-9",
                new Loaded(2, 5, 700),
                null,
                List.of("orders was written to by others"),
                NOW));
    restores()
        .close(
            new Close(
                id, "failed", Left.UNKNOWN, null, null, "late", List.of(), NOW.plusSeconds(1)));

    assertThat(restores().list(application, "production", 10))
        .singleElement()
        .satisfies(kept -> {
          assertThat(kept.outcome()).isEqualTo("succeeded");
          assertThat(kept.left()).isEqualTo(Left.RESTORED);
          assertThat(kept.loaded()).isEqualTo(new Loaded(2, 5, 700));
          assertThat(kept.safety()).isEqualTo("b-9");
          assertThat(kept.remarks()).containsExactly("orders was written to by others");
          assertThat(kept.endedAt()).isEqualTo(NOW);
        })
        .extracting(KeptRestore::problem)
        .isNull();
  }

  @Test
  default void oneThatWasEndedFromOutsideEndsWithTheNextIntoThatTarget() {
    String application = own();
    String backup = backup(application);
    String dead = restores().open(open("run-" + own(), application));
    store().backups().use(backup, Reader.restore(dead), NOW);
    assertThat(store().backups().retire(backup, NOW)).isFalse();

    String elsewhere = restores().open(into("shop at db-2", application));
    assertThat(restores().find(dead).orElseThrow().endedAt()).isNull();
    String next = restores().open(into("shop at db-1", application));

    assertThat(restores().find(dead).orElseThrow())
        .satisfies(kept -> {
          assertThat(kept.outcome()).isEqualTo("failed");
          assertThat(kept.left()).isEqualTo(Left.UNKNOWN);
          assertThat(kept.problem()).startsWith("ended from outside");
          assertThat(kept.endedAt()).isEqualTo(NOW);
        });
    assertThat(restores().find(elsewhere).orElseThrow().endedAt()).isNull();
    assertThat(restores().find(next).orElseThrow().endedAt()).isNull();
    assertThat(restores().unended(application, "production"))
        .extracting(KeptRestore::id)
        .containsExactlyInAnyOrder(elsewhere, next);
    assertThat(store().backups().retire(backup, NOW)).isTrue();
  }

  private String backup(String application) {
    return store()
        .backups()
        .open(
            new CatalogueActivities.Open(
                "run-" + own(),
                application,
                "production",
                "database",
                Occasion.PERSON,
                "dev",
                NOW));
  }

  private static Open into(String target, String application) {
    return new Open(
        "take-back/" + own() + "/1",
        "run-" + own(),
        application,
        "production",
        "b-7",
        target,
        "7d1e03aa",
        "dev-1",
        NOW);
  }

  private Restores restores() {
    return store().restores();
  }

  private static Open open(String run, String application) {
    return new Open(
        "change/" + application + "/production",
        run,
        application,
        "production",
        "b-7",
        "shop at db-1",
        "7d1e03aa",
        "dev-1",
        NOW);
  }

  private static String own() {
    return UUID.randomUUID().toString().substring(0, 8);
  }
}

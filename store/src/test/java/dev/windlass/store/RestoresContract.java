package dev.windlass.store;

import static dev.windlass.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.store.restore.KeptRestore;
import dev.windlass.store.restore.Restores;
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

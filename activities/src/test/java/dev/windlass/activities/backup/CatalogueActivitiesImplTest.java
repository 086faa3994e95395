package dev.windlass.activities.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.store.Store;
import dev.windlass.store.database.Database;
import dev.windlass.store.database.DatabaseSettings;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.CatalogueActivities;
import dev.windlass.workflows.backup.CatalogueActivities.AwaitEnd;
import dev.windlass.workflows.backup.CatalogueActivities.Close;
import dev.windlass.workflows.backup.CatalogueActivities.Ended;
import dev.windlass.workflows.backup.CatalogueActivities.Open;
import dev.windlass.workflows.backup.CatalogueActivities.Stored;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is waited for and what is measured is what the catalogue says. */
class CatalogueActivitiesImplTest {

  private static final Instant NOW = Instant.parse("2026-11-22T02:15:00Z");
  private static final Taken TAKEN = new Taken("ab".repeat(32), 12, 3_400, 9_000, 1_200, "7", null);

  private final TestActivityEnvironment engine = TestActivityEnvironment.newInstance();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Store store;
  private final CatalogueActivities catalogue;

  CatalogueActivitiesImplTest(@TempDir Path directory) {
    store = Store.of(Database.open(new DatabaseSettings.OwnFile(directory.resolve("store"))));
    engine.registerActivitiesImplementations(new CatalogueActivitiesImpl(store, meters));
    catalogue = engine.newActivityStub(CatalogueActivities.class);
  }

  @BeforeEach
  void nothingIsMeasuredYet() {
    assertThat(meters.find("windlass.backup.age").gauges()).isEmpty();
  }

  @AfterEach
  void leave() {
    engine.close();
    store.close();
  }

  @Test
  void anEndThatHasComeIsToldAtOnce() {
    String id = open("run-1", NOW);
    catalogue.close(new Close(id, "the store is full", NOW.plusSeconds(60)));

    assertThat(awaited(NOW, Duration.ofMinutes(5)))
        .isEqualTo(new Ended(id, NOW, "the store is full"));
  }

  @Test
  void anEndThatIsStillToComeIsWaitedFor() {
    String id = open("run-1", NOW);
    Thread other =
        Thread.ofVirtual()
            .start(() -> {
              sleep();
              store.backups().close(new Close(id, null, NOW.plusSeconds(60)));
            });

    assertThat(awaited(NOW, Duration.ofMinutes(5))).isEqualTo(new Ended(id, NOW, null));
    assertThat(other.isAlive()).isFalse();
  }

  @Test
  void anEndOfLongAgoIsNotTheOneThatIsMeant() {
    String id = open("run-1", NOW);
    catalogue.close(new Close(id, null, NOW.plusSeconds(60)));

    assertThat(awaited(NOW.plusSeconds(61), Duration.ofMillis(100))).isNull();
  }

  @Test
  void whatGoesOnIsLeftAfterAWhile() {
    open("run-1", NOW);

    assertThat(awaited(NOW, Duration.ofMillis(100))).isNull();
  }

  @Test
  void theNewestThatEndedWellIsMeasured() {
    String id = open("run-1", NOW);
    assertThat(gauge("size")).isNaN();

    catalogue.stored(new Stored(id, "file:///backups", TAKEN, NOW.plusSeconds(30)));
    catalogue.close(new Close(id, null, NOW.plusSeconds(45)));
    String failed = open("run-2", NOW.plusSeconds(3_600));
    catalogue.close(new Close(failed, "the store is full", NOW.plusSeconds(3_660)));

    assertThat(gauge("last.success")).isEqualTo((double) NOW.getEpochSecond());
    assertThat(gauge("size")).isEqualTo(1_200);
    assertThat(gauge("duration")).isEqualTo(45);
    assertThat(gauge("age"))
        .isCloseTo((double) Duration.between(NOW, Instant.now()).toSeconds(), Offset.offset(60.0));
  }

  @Test
  void whatIsNotInEachOfItsStoresIsNoSuccess() {
    String everywhere = open("run-1", NOW);
    catalogue.stored(new Stored(everywhere, "file:///backups", TAKEN, NOW.plusSeconds(30)));
    catalogue.close(new Close(everywhere, null, NOW.plusSeconds(45)));
    String near = open("run-2", NOW.plusSeconds(3_600));
    catalogue.stored(new Stored(near, "file:///backups", TAKEN, NOW.plusSeconds(3_630)));
    assertThat(gauge("last.success"))
        .as("its copies go on")
        .isEqualTo((double) NOW.getEpochSecond());

    catalogue.close(new Close(near, "not copied to s3://offsite/shop", NOW.plusSeconds(3_660)));

    assertThat(gauge("last.success")).isEqualTo((double) NOW.getEpochSecond());
  }

  @Test
  void aWorkerThatBeginsKnowsOfWhatOthersHaveTaken() {
    String id = open("run-1", NOW);
    catalogue.stored(new Stored(id, "file:///backups", TAKEN, NOW.plusSeconds(30)));
    catalogue.close(new Close(id, null, NOW.plusSeconds(45)));
    SimpleMeterRegistry begun = new SimpleMeterRegistry();

    CatalogueActivitiesImpl later = new CatalogueActivitiesImpl(store, begun);

    assertThat(later).isNotNull();
    assertThat(begun.get("windlass.backup.size").tag("kind", "database").gauge().value())
        .isEqualTo(1_200);
  }

  private double gauge(String name) {
    return meters
        .get("windlass.backup." + name)
        .tag("application", "shop")
        .tag("environment", "production")
        .tag("kind", "database")
        .gauge()
        .value();
  }

  private String open(String run, Instant at) {
    return catalogue
        .open(new Open(run, "shop", "production", "database", Occasion.PERSON, "dev-1", at))
        .id();
  }

  private @Nullable Ended awaited(Instant since, Duration atMost) {
    return catalogue
        .awaitEnd(new AwaitEnd("shop", "production", "database", since, atMost))
        .ended();
  }

  private static void sleep() {
    try {
      Thread.sleep(1_500);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.windlass.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.support.Engine;
import dev.windlass.store.Store;
import dev.windlass.store.database.Database;
import dev.windlass.store.database.DatabaseSettings;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.CatalogueActivities.Open;
import dev.windlass.workflows.backup.CatalogueActivities.Stored;
import dev.windlass.workflows.drill.DrillLedgerActivities;
import dev.windlass.workflows.drill.DrillLedgerActivities.Candidates;
import dev.windlass.workflows.drill.DrillLedgerActivities.CloseDrill;
import dev.windlass.workflows.drill.DrillLedgerActivities.DrillsOf;
import dev.windlass.workflows.drill.DrillLedgerActivities.Hold;
import dev.windlass.workflows.drill.DrillLedgerActivities.LastPassed;
import dev.windlass.workflows.drill.DrillLedgerActivities.OpenDrill;
import dev.windlass.workflows.drill.DrillLedgerActivities.Opened;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import dev.windlass.workflows.drill.DrillReport;
import dev.windlass.workflows.drill.DrillReport.Timings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From its id to its report, and what the meters tell of it. */
class DrillLedgerActivitiesImplTest {

  private static final Instant NOW = Instant.parse("2026-11-22T05:03:00Z");
  private static final Taken TAKEN = new Taken("ab".repeat(32), 12, 3_400, 9_000, 1_200, "7", null);
  private static final String WORKFLOW = "drill/shop/production";

  private final Engine engine = new Engine();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Store store;
  private final DrillLedgerActivities ledger;

  DrillLedgerActivitiesImplTest(@TempDir Path directory) {
    store = Store.of(Database.open(new DatabaseSettings.OwnFile(directory.resolve("store"))));
    ledger = engine.of(DrillLedgerActivities.class, new DrillLedgerActivitiesImpl(store, meters));
  }

  @AfterEach
  void leave() {
    engine.close();
    store.close();
  }

  @Test
  void aBackupIsHeldFromTheChoiceToTheReport() {
    String backup = backup();
    Opened opened = open("run-1");

    assertThat(ledger.hold(new Hold(backup, WORKFLOW, NOW)).taken()).isEqualTo(TAKEN);
    assertThat(store.backups().retire(backup, NOW)).isFalse();

    ledger.close(new CloseDrill(report(opened.id(), backup, Verdict.PASS), WORKFLOW, false));
    assertThat(store.backups().find(backup).orElseThrow().drilledAt()).isNotNull();
    assertThat(ledger.forsaken(new Candidates(List.of(opened.scratch()))).databases())
        .containsExactly(opened.scratch());
    assertThat(store.backups().retire(backup, NOW)).isTrue();
    assertThat(ledger.hold(new Hold(backup, WORKFLOW, NOW)).taken()).isNull();
  }

  @Test
  void theMetersTellOfTheLastDrillAndOfTheLastThatPassed() {
    assertThat(meters.find("windlass.drill.age").gauges()).isEmpty();
    Opened passed = open("run-1");
    assertThat(gauge("age")).isNaN();

    ledger.close(new CloseDrill(report(passed.id(), null, Verdict.PASS), WORKFLOW, false));
    assertThat(gauge("passed")).isEqualTo(1);
    Opened failed = open("run-2");
    ledger.close(new CloseDrill(report(failed.id(), null, Verdict.FAIL), WORKFLOW, false));

    assertThat(gauge("passed")).isZero();
    assertThat(gauge("age")).isPositive();
    assertThat(gauge("recovery")).isEqualTo(13);
    assertThat(gauge("recovery.objective")).isEqualTo(1_800);
    assertThat(gauge("data.age")).isEqualTo(18_000);
    assertThat(gauge("data.age.objective")).isNaN();
  }

  @Test
  void theLastThatPassedIsKnownToWhoWatchesForTheNext() {
    DrillsOf shop = new DrillsOf("shop", "production");
    assertThat(ledger.lastPassed(shop)).isEqualTo(new LastPassed(null, null));

    Opened passed = open("run-1");
    ledger.close(new CloseDrill(report(passed.id(), null, Verdict.PASS), WORKFLOW, false));
    Opened failed = open("run-2");
    ledger.close(new CloseDrill(report(failed.id(), null, Verdict.FAIL), WORKFLOW, false));

    assertThat(ledger.lastPassed(shop)).isEqualTo(new LastPassed(passed.id(), NOW));
    assertThat(ledger.lastPassed(new DrillsOf("shop", "staging")).drill()).isNull();
  }

  private double gauge(String name) {
    return meters
        .get("windlass.drill." + name)
        .tag("application", "shop")
        .tag("environment", "production")
        .gauge()
        .value();
  }

  private Opened open(String run) {
    return ledger.open(
        new OpenDrill(run, WORKFLOW, "shop", "production", "dev-1", "windlass_drill_", NOW));
  }

  private String backup() {
    String id =
        store
            .backups()
            .open(
                new Open("run-0", "shop", "production", "database", Occasion.PERSON, "dev-1", NOW));
    store.backups().stored(new Stored(id, "s3://offsite/shop", TAKEN, NOW));
    return id;
  }

  private static DrillReport report(String id, @Nullable String backup, Verdict verdict) {
    return new DrillReport(
        id,
        "shop",
        "production",
        "dev-1",
        NOW,
        NOW,
        backup,
        NOW,
        "s3://offsite/shop",
        "windlass_drill_1",
        verdict,
        List.of(),
        new Timings(Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(1), 9_000),
        Duration.ofHours(5),
        new Objectives(Duration.ofMinutes(30), null),
        false,
        List.of(),
        null);
  }
}

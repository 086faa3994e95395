package dev.windlass.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.backup.CatalogueActivitiesImpl;
import dev.windlass.store.Store;
import dev.windlass.store.database.Database;
import dev.windlass.store.database.DatabaseSettings;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.CatalogueActivities;
import dev.windlass.workflows.backup.CatalogueActivities.ListBackups;
import dev.windlass.workflows.backup.CatalogueActivities.Rely;
import dev.windlass.workflows.backup.CatalogueActivities.Retire;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.backup.CatalogueActivities.Stored;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.ledger.LedgerActivities;
import dev.windlass.workflows.plan.PlanKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a deployment may go back to is not pruned under its feet. */
class ReliedBackupTest {

  private static final Instant NOW = Instant.parse("2026-11-22T02:15:00Z");

  private final TestActivityEnvironment engine = TestActivityEnvironment.newInstance();
  private final Store store;
  private final CatalogueActivities catalogue;
  private final LedgerActivities ledger;

  ReliedBackupTest(@TempDir Path directory) {
    store = Store.of(Database.open(new DatabaseSettings.OwnFile(directory.resolve("store"))));
    engine.registerActivitiesImplementations(
        new CatalogueActivitiesImpl(store, new SimpleMeterRegistry()),
        new LedgerActivitiesImpl(store));
    catalogue = engine.newActivityStub(CatalogueActivities.class);
    ledger = engine.newActivityStub(LedgerActivities.class);
  }

  @AfterEach
  void leave() {
    engine.close();
    store.close();
  }

  @Test
  void staysUntilTheDeploymentIsClosed() {
    String id = backup(Occasion.SCHEDULE);
    begin("d-1");

    assertThat(catalogue.rely(new Rely(id, "d-1", NOW)).agreed()).isTrue();

    assertThat(row(id).usedBy()).isEqualTo("deployment/d-1");
    assertThat(catalogue.retire(new Retire(id, NOW)).agreed()).isFalse();
    ledger.close(
        new LedgerActivities.Close("d-1", Outcome.SUCCEEDED, "", "r1", "r1", null, NOW, null));
    assertThat(row(id).usedBy()).isNull();
    assertThat(catalogue.retire(new Retire(id, NOW)).agreed()).isTrue();
  }

  @Test
  void whatIsAboutToGoIsNoneToRelyOn() {
    String id = backup(Occasion.SCHEDULE);
    catalogue.retire(new Retire(id, NOW));

    assertThat(catalogue.rely(new Rely(id, "d-1", NOW)).agreed()).isFalse();
  }

  @Test
  void theCatalogueTellsASafetyBackupFromTheOthers() {
    String nightly = backup(Occasion.SCHEDULE);
    String safety = backup(Occasion.SAFETY);

    assertThat(row(nightly).safety()).isFalse();
    assertThat(row(safety).safety()).isTrue();
  }

  private void begin(String deployment) {
    ledger.open(
        new LedgerActivities.Open(
            deployment, "shop", "production", PlanKind.DEPLOYMENT, "7d1e", "4f2c", "dev", NOW));
  }

  private String backup(Occasion occasion) {
    String run = "run-" + occasion;
    String id =
        catalogue
            .open(
                new CatalogueActivities.Open(
                    run, "shop", "production", "database", occasion, "dev", NOW))
            .id();
    Taken taken = new Taken("ab".repeat(32), 12, 3_400, 9_000, 1_200, "7", null);
    catalogue.stored(new Stored(id, "file:///backups", taken, NOW));
    return id;
  }

  private Row row(String id) {
    return catalogue.list(new ListBackups("shop", "production", "database")).rows().stream()
        .filter(row -> row.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}

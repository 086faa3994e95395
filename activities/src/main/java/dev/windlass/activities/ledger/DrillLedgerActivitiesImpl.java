package dev.windlass.activities.ledger;

import dev.windlass.activities.engine.ActivityFailures;
import dev.windlass.store.Store;
import dev.windlass.store.backup.Backups;
import dev.windlass.store.backup.KeptBackup;
import dev.windlass.store.drill.Drills;
import dev.windlass.workflows.drill.DrillLedgerActivities;
import dev.windlass.workflows.drill.DrillReport;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger of drills, by the store. */
public final class DrillLedgerActivitiesImpl implements DrillLedgerActivities {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.drill");

  private final Drills drills;
  private final Backups backups;
  private final DrillGauges gauges;

  public DrillLedgerActivitiesImpl(Store store, MeterRegistry meters) {
    this.drills = store.drills();
    this.backups = store.backups();
    this.gauges = new DrillGauges(drills, meters, InstantSource.system());
  }

  @Override
  public Opened open(OpenDrill request) {
    return ActivityFailures.typed(() -> {
      Opened opened = drills.open(request);
      gauges.know(request.application(), request.environment());
      LOG.atInfo()
          .addKeyValue("drill", opened.id())
          .addKeyValue("application", request.application())
          .addKeyValue("environment", request.environment())
          .addKeyValue("operator", request.startedBy())
          .log("drill opened");
      return opened;
    });
  }

  @Override
  public Held hold(Hold request) {
    return ActivityFailures.typed(() ->
        new Held(
            backups.use(request.backup(), request.workflow(), request.at())
                ? backups.find(request.backup()).map(KeptBackup::taken).orElse(null)
                : null));
  }

  @Override
  public LastPassed lastPassed(DrillsOf request) {
    return ActivityFailures.typed(() ->
        drills
            .lastPassed(request.application(), request.environment())
            .map(one -> new LastPassed(one.id(), one.endedAt()))
            .orElseGet(() -> new LastPassed(null, null)));
  }

  @Override
  public Forsaken forsaken(Candidates request) {
    return ActivityFailures.typed(() -> new Forsaken(drills.forsaken(request.databases())));
  }

  @Override
  public void close(CloseDrill request) {
    ActivityFailures.typed(() -> {
      drills.close(request);
      DrillReport report = request.report();
      LOG.atInfo()
          .addKeyValue("drill", report.id())
          .addKeyValue("backup", report.backup())
          .addKeyValue("verdict", report.verdict())
          .log("drill closed");
      return report.id();
    });
  }
}

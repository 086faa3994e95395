package dev.windlass.store;

import dev.windlass.store.ledger.Ending;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.deployment.Phase;
import dev.windlass.workflows.deployment.TimelineEntry;
import dev.windlass.workflows.ledger.LedgerActivities.Open;
import dev.windlass.workflows.plan.PlanKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Rows for tests. */
final class Samples {

  static final Instant NOW = Instant.parse("2026-11-21T21:02:00.123456Z");

  private Samples() {}

  static Open open(String deployment, String application, String environment) {
    return new Open(
        deployment, application, environment, PlanKind.DEPLOYMENT, "cafe", "4f2c9a1", "dev-1", NOW);
  }

  static TimelineEntry entry(int sequence, String text) {
    return new TimelineEntry(
        sequence, NOW, Phase.PREPARING, TimelineEntry.Kind.STEP, text, "web-1");
  }

  static Ending succeeded(String deployment, String release) {
    return ending(deployment, Outcome.SUCCEEDED, release, release, null);
  }

  static Ending ending(
      String deployment,
      Outcome outcome,
      String release,
      @Nullable String live,
      @Nullable String markedBad) {
    return new Ending(
        deployment, outcome, "because", release, "d1ge57", live, markedBad, NOW, null);
  }
}

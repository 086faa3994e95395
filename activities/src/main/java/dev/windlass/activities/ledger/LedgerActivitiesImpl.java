package dev.windlass.activities.ledger;

import dev.windlass.activities.engine.ActivityFailures;
import dev.windlass.store.Store;
import dev.windlass.store.backup.Reader;
import dev.windlass.store.ledger.DeploymentRow;
import dev.windlass.store.ledger.Ending;
import dev.windlass.workflows.ledger.LedgerActivities;
import dev.windlass.workflows.plan.PlanHash;
import dev.windlass.workflows.plan.ReleaseSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger by the store. */
public final class LedgerActivitiesImpl implements LedgerActivities {

  private static final Logger log = LoggerFactory.getLogger("windlass.deployment");
  private final Store store;

  public LedgerActivitiesImpl(Store store) {
    this.store = store;
  }

  @Override
  public Opened open(Open request) {
    return ActivityFailures.typed(() -> {
      Opened opened = store.ledger().open(request);
      log.atInfo()
          .addKeyValue("deployment", request.deployment())
          .addKeyValue("number", opened.number())
          .addKeyValue("application", request.application())
          .addKeyValue("environment", request.environment())
          .addKeyValue("operator", request.startedBy())
          .addKeyValue("plan", PlanHash.brief(request.planHash()))
          .log("deployment opened");
      return opened;
    });
  }

  @Override
  public void record(Entries request) {
    ActivityFailures.typed(() -> {
      store.ledger().record(request.deployment(), request.entries());
      return request.entries().size();
    });
  }

  @Override
  public void close(Close request) {
    ActivityFailures.typed(() -> {
      boolean first = store.ledger().close(ending(request));
      store.backups().release(Reader.deployment(request.deployment()));
      if (first) {
        log.atInfo()
            .addKeyValue("deployment", request.deployment())
            .addKeyValue("release", request.release())
            .addKeyValue("outcome", request.outcome())
            .addKeyValue("reason", request.reason())
            .log("deployment closed");
      }
      return first;
    });
  }

  private Ending ending(Close request) {
    return new Ending(
        request.deployment(),
        request.outcome(),
        request.reason(),
        request.release(),
        digest(request.deployment()),
        request.live(),
        request.markedBad(),
        request.endedAt(),
        request.status());
  }

  private @Nullable String digest(String deployment) {
    Optional<DeploymentRow> row = store.ledger().find(deployment);
    return row.flatMap(
            found -> store.plans().find(found.application(), found.planHash()).stream().findFirst())
        .map(stored ->
            stored.plan().release() instanceof ReleaseSource.Artifact artifact
                ? artifact.digest()
                : null)
        .orElse(null);
  }
}

package dev.windlass.activities.ledger;

import dev.windlass.activities.engine.ActivityFailures;
import dev.windlass.store.Store;
import dev.windlass.store.backup.Reader;
import dev.windlass.workflows.restore.RestoreRecordActivities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The record of restores by the store. */
public final class RestoreRecordActivitiesImpl implements RestoreRecordActivities {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.restore");

  private final Store store;

  public RestoreRecordActivitiesImpl(Store store) {
    this.store = store;
  }

  @Override
  public Opened open(Open request) {
    return ActivityFailures.typed(() -> {
      String id = store.restores().open(request);
      LOG.atInfo()
          .addKeyValue("restore", id)
          .addKeyValue("application", request.application())
          .addKeyValue("environment", request.environment())
          .addKeyValue("backup", request.backup())
          .addKeyValue("target", request.target())
          .addKeyValue("operator", request.startedBy())
          .log("restore opened");
      return new Opened(id);
    });
  }

  @Override
  public Held hold(Hold request) {
    return ActivityFailures.typed(() ->
        new Held(
            store.backups().use(request.backup(), Reader.restore(request.id()), request.since())));
  }

  @Override
  public void close(Close request) {
    ActivityFailures.typed(() -> {
      store.restores().close(request);
      store.backups().release(Reader.restore(request.id()));
      LOG.atInfo()
          .addKeyValue("restore", request.id())
          .addKeyValue("outcome", request.outcome())
          .addKeyValue("left", request.left())
          .addKeyValue("safety", request.safety())
          .addKeyValue("problem", request.problem())
          .log("restore closed");
      return request.id();
    });
  }
}

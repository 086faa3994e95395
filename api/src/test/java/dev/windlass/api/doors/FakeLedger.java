package dev.windlass.api.doors;

import dev.windlass.store.Store;
import dev.windlass.store.ledger.Ending;
import dev.windlass.workflows.ledger.LedgerActivities;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The ledger's activities over the real store. */
final class FakeLedger implements LedgerActivities {

  private final Store store;
  private volatile Duration closing = Duration.ZERO;

  FakeLedger(Store store) {
    this.store = store;
  }

  /** From now on a run that has ended takes this long until it is closed. */
  void closesWithin(Duration time) {
    closing = time;
  }

  @Override
  public Opened open(Open request) {
    return store.ledger().open(request);
  }

  @Override
  public void record(Entries request) {
    store.ledger().record(request.deployment(), request.entries());
  }

  @Override
  public void close(Close close) {
    LockSupport.parkNanos(closing.toNanos());
    store
        .ledger()
        .close(
            new Ending(
                close.deployment(),
                close.outcome(),
                close.reason(),
                close.release(),
                null,
                close.live(),
                close.markedBad(),
                close.endedAt(),
                close.status()));
  }
}

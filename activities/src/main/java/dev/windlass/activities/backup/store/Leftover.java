package dev.windlass.activities.backup.store;

import java.time.Instant;

/**
 * What a write left behind that never came to its end.
 *
 * @param name what the store calls it
 * @param since when it was touched last, by an S3 service: begun; by the store's clock
 * @param removal takes it away
 */
public record Leftover(String name, Instant since, Runnable removal) {

  /** Takes it away; nothing happens when it is gone already. */
  public void remove() {
    removal.run();
  }

  @Override
  public String toString() {
    return name + " of " + since;
  }
}

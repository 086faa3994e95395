package dev.windlass.activities.restore;

import dev.windlass.workflows.restore.RestoreActivities.Progress;
import java.time.Duration;

/** How far a loading is; asked by the beats while another thread counts. */
final class LoadProgress {

  private final long total;
  private long bytes;
  private long since = System.nanoTime();

  LoadProgress(long total) {
    this.total = total;
  }

  /** The copy of another store is read from its beginning. */
  synchronized void restart() {
    bytes = 0;
    since = System.nanoTime();
  }

  synchronized void add(long more) {
    bytes += more;
  }

  synchronized Progress now() {
    return Progress.of(bytes, total, Duration.ofNanos(System.nanoTime() - since));
  }
}

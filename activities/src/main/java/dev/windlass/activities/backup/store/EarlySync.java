package dev.windlass.activities.backup.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Lets a file's bytes go to the disk while more of them come, so that the sync at its end finds
 * little left to wait for. For one thread that writes.
 */
final class EarlySync {

  /** As much may wait for the disk before it is asked to begin, in bytes. */
  static final int STEP = 16 << 20;

  private final Disk disk;
  private final Semaphore idle = new Semaphore(1);
  private volatile @Nullable IOException failure;
  private long waiting;

  /** Waits until what was written is on the disk: {@link java.nio.channels.FileChannel#force}. */
  @FunctionalInterface
  interface Disk {
    void force(boolean alsoMetadata) throws IOException;
  }

  EarlySync(Disk disk) {
    this.disk = disk;
  }

  /** So many bytes more were written. */
  void wrote(long bytes) {
    waiting += bytes;
    if (waiting >= STEP && idle.tryAcquire()) {
      waiting = 0;
      Thread.ofPlatform().daemon().name("store-sync").start(this::sync);
    }
  }

  private void sync() {
    try {
      disk.force(false);
    } catch (IOException e) {
      failure = e;
    } finally {
      idle.release();
    }
  }

  /**
   * Waits until the disk has all of it.
   *
   * @throws IOException also when an earlier sync failed: Linux tells of a lost page once only
   */
  void finish() throws IOException {
    try {
      idle.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the disk took the rest of a file");
    }
    if (failure != null) {
      throw failure;
    }
    disk.force(true);
  }
}

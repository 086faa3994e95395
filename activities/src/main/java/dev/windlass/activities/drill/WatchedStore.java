package dev.windlass.activities.drill;

import dev.windlass.activities.backup.store.BackupStore;
import dev.windlass.activities.backup.store.Leftover;
import dev.windlass.activities.backup.store.ObjectWriter;
import dev.windlass.activities.backup.store.StoreKey;
import dev.windlass.activities.backup.store.StoredObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A store that is only read, with a watch on how long it lets one wait. A byte can be flipped on
 * the way out of it, which makes a damaged copy without touching what is stored.
 */
final class WatchedStore implements BackupStore {

  private final BackupStore store;
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private @Nullable String flipped;
  private long position;

  WatchedStore(BackupStore store) {
    this.store = store;
  }

  /** From now on this byte of the object comes out flipped. */
  void flip(String file, long position) {
    this.flipped = file;
    this.position = position;
  }

  Duration waited() {
    return Duration.ofNanos(nanos.get());
  }

  long bytes() {
    return bytes.get();
  }

  @Override
  public InputStream read(StoreKey key) {
    long begun = System.nanoTime();
    InputStream from = store.read(key);
    nanos.addAndGet(System.nanoTime() - begun);
    return new Watched(from, key.file().equals(flipped) ? position : -1);
  }

  @Override
  public ObjectWriter write(StoreKey key) {
    throw new IllegalStateException("a drill writes to no store");
  }

  @Override
  public List<StoredObject> list(String prefix) {
    return store.list(prefix);
  }

  @Override
  public void delete(StoreKey key) {
    throw new IllegalStateException("a drill writes to no store");
  }

  @Override
  public List<Leftover> leftovers(Duration age) {
    return store.leftovers(age);
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public String toString() {
    return store.toString();
  }

  private final class Watched extends FilterInputStream {

    private final long flip;
    private long at;

    Watched(InputStream from, long flip) {
      super(from);
      this.flip = flip;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      long begun = System.nanoTime();
      int count = in.read(to, offset, length);
      nanos.addAndGet(System.nanoTime() - begun);
      if (count > 0) {
        if (flip >= at && flip < at + count) {
          to[offset + (int) (flip - at)] ^= (byte) 1;
        }
        at += count;
        bytes.addAndGet(count);
      }
      return count;
    }
  }
}

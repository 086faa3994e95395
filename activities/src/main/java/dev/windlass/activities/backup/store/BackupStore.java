package dev.windlass.activities.backup.store;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/**
 * Keeps objects under keys. An object is there whole and for good, or not at all; it is never
 * overwritten. Methods and streams throw {@link StoreException}, and {@link
 * java.util.concurrent.CancellationException} when the thread is interrupted. A store prints as its
 * address.
 */
public interface BackupStore extends AutoCloseable {

  /**
   * Begins an object, of any length.
   *
   * @throws StoreException as {@code PRESENT} when there is one under that key
   */
  ObjectWriter write(StoreKey key);

  /**
   * Reads an object from its beginning. The stream must be closed.
   *
   * @throws StoreException as {@code MISSING} when there is none
   */
  InputStream read(StoreKey key);

  /**
   * The objects whose keys, as text, begin with that; all for an empty text. Sorted by key. What
   * has no key of ours is not listed.
   */
  List<StoredObject> list(String prefix);

  /** Takes an object away; nothing happens when there is none. */
  void delete(StoreKey key);

  /**
   * What writes left behind that never came to their end, because their process was killed or the
   * store went away.
   *
   * @param age how long ago they must have been touched last, by an S3 service: begun. Longer than
   *     any write lasts, else it finds those that are still going on
   */
  List<Leftover> leftovers(Duration age);

  /** Ends connections of its own. */
  @Override
  void close();
}

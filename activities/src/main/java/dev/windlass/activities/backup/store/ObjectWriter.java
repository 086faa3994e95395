package dev.windlass.activities.backup.store;

import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An object that is being written. Nobody sees it before {@link #commit}; closed without it, it is
 * abandoned and leaves nothing. For one thread at a time.
 */
public abstract class ObjectWriter extends OutputStream {

  private static final Logger log = LoggerFactory.getLogger(ObjectWriter.class);

  private boolean over;

  ObjectWriter() {}

  @Override
  public final void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public final void write(byte[] from) {
    write(from, 0, from.length);
  }

  @Override
  public abstract void write(byte[] from, int begin, int length);

  /**
   * The object is whole: has it in the store for good, and under its name.
   *
   * @throws StoreException as {@code PRESENT} when there is one under that key by now. After other
   *     trouble ours may be there or not, but if so then whole
   */
  public final void commit() {
    if (over) {
      throw new IllegalStateException("an object ends once: committed or abandoned");
    }
    publish();
    over = true;
  }

  /**
   * Abandons what isn't committed, also on a thread that is interrupted. Where the store can't be
   * reached for it, what is left there stays for {@link BackupStore#leftovers}.
   */
  @Override
  public final void close() {
    if (over) {
      return;
    }
    over = true;
    boolean interrupted = Thread.interrupted();
    try {
      abandon();
    } catch (IOException | RuntimeException e) {
      log.warn("something of an abandoned object stays behind", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  abstract void publish();

  abstract void abandon() throws IOException;
}

package dev.windlass.activities.backup.dump;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;

/** From one stream to another, before the eyes of a scanner. */
final class Pumping {

  /** As much as a pipe of Linux holds. */
  private static final int PIECE = 64 * 1024;

  /**
   * Tools write 4 KB at a time. Whoever reads each as it comes is woken, and wakes the next, for
   * each; meanwhile the pipe is left to fill, never so long that its writer waits for more than
   * this, in nanoseconds.
   */
  private static final long FILLING = 300_000;

  private Pumping() {}

  /** Up to the end of what is read; the scanner isn't asked for its result. */
  static void pump(InputStream from, DumpScanner scanner, OutputStream to) throws IOException {
    byte[] piece = new byte[PIECE];
    for (int n = from.read(piece); n >= 0; n = from.read(piece)) {
      scanner.accept(piece, 0, n);
      to.write(piece, 0, n);
      if (n < PIECE / 2) {
        LockSupport.parkNanos(FILLING);
      }
    }
  }
}

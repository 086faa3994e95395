package dev.windlass.activities.backup.dump;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** From one stream to another, before the eyes of a scanner. */
final class Pumping {

  /** As much as a pipe of Linux holds. */
  private static final int PIECE = 64 * 1024;

  private Pumping() {}

  /** Up to the end of what is read; the scanner isn't asked for its result. */
  static void pump(InputStream from, DumpScanner scanner, OutputStream to) throws IOException {
    byte[] piece = new byte[PIECE];
    for (int n = from.read(piece); n >= 0; n = from.read(piece)) {
      scanner.accept(piece, 0, n);
      to.write(piece, 0, n);
    }
  }
}

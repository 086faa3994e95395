package dev.windlass.activities.backup.dump;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reads what nobody wants, so that its writer doesn't wait. */
final class Draining {

  private Draining() {}

  static void drain(InputStream from) {
    try {
      from.transferTo(OutputStream.nullOutputStream());
    } catch (IOException ended) {
      // how the writer ended is told elsewhere
    }
  }
}

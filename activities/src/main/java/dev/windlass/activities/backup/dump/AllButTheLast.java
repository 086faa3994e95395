package dev.windlass.activities.backup.dump;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Passes everything on but the last byte, which waits for {@link #end}: without it no archive is
 * whole, so that a tool commits nothing before all of it is known to be sound. Closing it does
 * nothing.
 */
final class AllButTheLast extends OutputStream {

  private final OutputStream to;
  private int held = -1;

  AllButTheLast(OutputStream to) {
    this.to = to;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    if (length == 0) {
      return;
    }
    pass();
    to.write(from, offset, length - 1);
    held = from[offset + length - 1] & 0xff;
  }

  @Override
  public void flush() throws IOException {
    to.flush();
  }

  /** Passes the last byte on, and closes what takes it. */
  void end() throws IOException {
    pass();
    to.close();
  }

  private void pass() throws IOException {
    if (held >= 0) {
      to.write(held);
      held = -1;
    }
  }
}

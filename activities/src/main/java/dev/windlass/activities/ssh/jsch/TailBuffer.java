package dev.windlass.activities.ssh.jsch;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the last bytes that were written to it. */
final class TailBuffer extends OutputStream {

  private final int limit;
  private byte[] bytes;
  private int length;

  TailBuffer(int limit) {
    this.limit = limit;
    this.bytes = new byte[Math.min(limit, 1024) * 2];
  }

  @Override
  public synchronized void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] from, int offset, int count) {
    int taken = Math.min(count, limit);
    // Up to twice the limit is held, so that forgetting costs little per byte.
    if (length + taken > bytes.length && bytes.length < 2 * limit) {
      bytes = Arrays.copyOf(bytes, Math.min(2 * limit, 2 * (length + taken)));
    }
    if (length + taken > bytes.length) {
      int kept = Math.min(length, limit - taken);
      System.arraycopy(bytes, length - kept, bytes, 0, kept);
      length = kept;
    }
    System.arraycopy(from, offset + count - taken, bytes, length, taken);
    length += taken;
  }

  synchronized String text() {
    int shown = Math.min(length, limit);
    return new String(bytes, length - shown, shown, StandardCharsets.UTF_8);
  }
}

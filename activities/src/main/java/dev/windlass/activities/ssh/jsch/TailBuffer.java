package dev.windlass.activities.ssh.jsch;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keeps the last bytes that were written to it; forgets what came before a mark. */
final class TailBuffer extends OutputStream {

  private final int limit;
  private byte[] bytes;
  private int length;
  private final @Nullable Mark mark;

  TailBuffer(int limit) {
    this(limit, null);
  }

  TailBuffer(int limit, @Nullable Mark mark) {
    this.mark = mark;
    this.limit = limit;
    this.bytes = new byte[Math.min(limit, 1024) * 2];
  }

  @Override
  public synchronized void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] from, int offset, int count) {
    int begin = offset;
    for (int i = offset; mark != null && !mark.isPassed() && i < offset + count; i++) {
      mark.show(from[i]);
      if (mark.isPassed()) {
        length = 0;
        begin = i + 1;
      }
    }
    append(from, begin, offset + count - begin);
  }

  private void append(byte[] from, int offset, int count) {
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

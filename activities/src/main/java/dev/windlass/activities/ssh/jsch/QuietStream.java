package dev.windlass.activities.ssh.jsch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A command's output without what came before its mark. */
final class QuietStream extends FilterInputStream {

  private final Mark mark;

  QuietStream(InputStream from, Mark mark) {
    super(from);
    this.mark = mark;
  }

  @Override
  public int read() throws IOException {
    return skipped() ? in.read() : -1;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    return skipped() ? in.read(to, offset, length) : -1;
  }

  private boolean skipped() throws IOException {
    while (!mark.isPassed()) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      mark.show(next);
    }
    return true;
  }
}

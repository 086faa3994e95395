package dev.windlass.activities.backup.dump;

import dev.windlass.activities.backup.dump.BrokenDumpException.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Counts an archive, to see whether it has the two empty records of its end: the library takes the
 * end of the stream for the end of the archive.
 */
final class TarEnd extends FilterInputStream {

  private static final int RECORD = 512;

  private long bytes;

  TarEnd(InputStream from) {
    super(from);
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    bytes += b < 0 ? 0 : 1;
    return b;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    int read = in.read(to, offset, length);
    bytes += Math.max(0, read);
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = in.skip(count);
    bytes += skipped;
    return skipped;
  }

  /** Where the records of this entry end, once its content was read. */
  static long after(TarArchiveEntry entry, long read) {
    long left = entry.getSize() % RECORD;
    return left == 0 ? read : read + RECORD - left;
  }

  /**
   * Reads the rest.
   *
   * @param end of the last entry
   * @throws BrokenDumpException unless the archive's end follows it
   */
  void require(long end) throws IOException {
    byte[] rest = new byte[16 * RECORD];
    while (read(rest, 0, rest.length) >= 0) {
      // the last block is filled up
    }
    if (bytes < end + 2 * RECORD) {
      throw new BrokenDumpException(
          Reason.CUT_SHORT,
          "the archive ends after %d bytes without its end; take it again".formatted(bytes));
    }
  }
}

package dev.windlass.activities.backup.dump;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The first stage of an opening: counts and digests what is read. */
final class CountedInput extends InputStream {

  private static final int PIECE = 64 * 1024;

  private final InputStream from;
  private final MessageDigest digest = CountedOutput.sha256();
  private byte[] ahead = {};
  private int aheadPosition;
  private long bytes;
  private volatile boolean atEnd;
  private volatile @Nullable Exception failure;

  CountedInput(InputStream from) {
    this.from = from;
  }

  /** Looks at the first bytes, which are still to be read afterwards. */
  boolean startsWith(byte[] beginning) throws IOException {
    ahead = from.readNBytes(beginning.length);
    return Arrays.equals(ahead, beginning);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] to, int offset, int length) throws IOException {
    int read;
    try {
      read = take(to, offset, length);
    } catch (IOException | RuntimeException e) {
      failure = e;
      throw e;
    }
    if (read < 0) {
      atEnd = true;
    } else {
      digest.update(to, offset, read);
      bytes += read;
    }
    return read;
  }

  private int take(byte[] to, int offset, int length) throws IOException {
    int left = ahead.length - aheadPosition;
    if (left == 0) {
      return from.read(to, offset, length);
    }
    int part = Math.min(left, length);
    System.arraycopy(ahead, aheadPosition, to, offset, part);
    aheadPosition += part;
    return part;
  }

  /** Reads the rest, only to count and digest it. */
  void drain() throws IOException {
    byte[] piece = new byte[PIECE];
    while (read(piece, 0, piece.length) >= 0) {
      // counted
    }
  }

  /** Throws once more what kept one from reading: then nothing is known of what is kept. */
  void requireReadable() throws IOException {
    switch (failure) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Exception e -> throw new IllegalStateException(e);
    }
  }

  boolean isAtEnd() {
    return atEnd;
  }

  synchronized long bytes() {
    return bytes;
  }

  /** Ends the counting. */
  synchronized String sha256Hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The same stream for somebody who closes what he was given. */
  InputStream unclosed() {
    return new FilterInputStream(this) {
      @Override
      public void close() {
        // the owner closes it
      }
    };
  }
}

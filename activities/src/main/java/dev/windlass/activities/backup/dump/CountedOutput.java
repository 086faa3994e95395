package dev.windlass.activities.backup.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The last stage of a sealing: counts and digests what is stored. It doesn't close its target. */
final class CountedOutput extends OutputStream implements WritableByteChannel {

  private final OutputStream to;
  private final MessageDigest digest = sha256();
  private long bytes;
  private boolean open = true;

  CountedOutput(OutputStream to) {
    this.to = to;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  long bytes() {
    return bytes;
  }

  /** Ends the counting. */
  String sha256Hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    to.write(from, offset, length);
    digest.update(from, offset, length);
    bytes += length;
  }

  /** Takes it all, as a stream does. */
  @Override
  public int write(ByteBuffer from) throws IOException {
    int length = from.remaining();
    if (from.hasArray()) {
      write(from.array(), from.arrayOffset() + from.position(), length);
      from.position(from.limit());
    } else {
      byte[] copy = new byte[length];
      from.get(copy);
      write(copy, 0, length);
    }
    return length;
  }

  @Override
  public void flush() throws IOException {
    to.flush();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }
}

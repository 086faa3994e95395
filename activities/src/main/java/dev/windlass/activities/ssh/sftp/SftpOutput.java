package dev.windlass.activities.ssh.sftp;

import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes a file in pieces, a number of them ahead of the host's answers. */
final class SftpOutput extends OutputStream {

  /** What every server of the protocol must take in one packet. */
  static final int PIECE = 32 * 1024;

  private static final int AHEAD = 64;

  private final SftpFiles files;
  private final String path;
  private final byte[] handle;
  private final byte[] piece = new byte[PIECE];
  private final Deque<Integer> unanswered = new ArrayDeque<>();
  private int filled;
  private long offset;
  private boolean closed;

  SftpOutput(SftpFiles files, String path, byte[] handle) {
    this.files = files;
    this.path = path;
    this.handle = handle;
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] from, int begin, int length) {
    int at = begin;
    int end = begin + length;
    while (at < end) {
      int taken = Math.min(end - at, PIECE - filled);
      System.arraycopy(from, at, piece, filled, taken);
      filled += taken;
      at += taken;
      if (filled == PIECE) {
        send();
      }
    }
  }

  private void send() {
    Request request = Request.of(Type.WRITE).data(handle).wide(offset).data(piece, filled);
    unanswered.add(files.wire().send(request));
    offset += filled;
    filled = 0;
    while (unanswered.size() > AHEAD) {
      settle();
    }
  }

  private void settle() {
    require(files.wire().await(unanswered.remove()));
  }

  private void require(Reply answer) {
    if (answer.code() != Status.OK) {
      throw files.refused(answer, path);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      finish();
    } catch (RuntimeException e) {
      closeAfter(e);
      throw e;
    }
    require(files.end(handle));
  }

  private void finish() {
    if (filled > 0) {
      send();
    }
    while (!unanswered.isEmpty()) {
      settle();
    }
    files.sync(handle, path);
  }

  /** What went wrong first is what must be told. */
  private void closeAfter(RuntimeException first) {
    try {
      files.end(handle);
    } catch (RuntimeException also) {
      first.addSuppressed(also);
    }
  }
}

package dev.windlass.activities.ssh.sftp;

import dev.windlass.activities.ssh.ConnectionLostException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a file in pieces, a number of which are asked for ahead of the reader. */
final class SftpInput extends InputStream {

  private static final Logger log = LoggerFactory.getLogger(SftpInput.class);
  private static final int AHEAD = 32;

  private final SftpFiles files;
  private final String path;
  private final byte[] handle;
  private final Deque<Asked> asked = new ArrayDeque<>();
  private ByteBuffer piece = ByteBuffer.allocate(0);
  private long next;
  private boolean ended;
  private boolean closed;

  SftpInput(SftpFiles files, String path, byte[] handle) {
    this.files = files;
    this.path = path;
    this.handle = handle;
  }

  private record Asked(int id, long offset, int length) {}

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] to, int begin, int length) {
    if (length == 0) {
      return 0;
    }
    while (!piece.hasRemaining() && !ended) {
      fill();
    }
    if (!piece.hasRemaining()) {
      return -1;
    }
    int taken = Math.min(length, piece.remaining());
    piece.get(to, begin, taken);
    return taken;
  }

  private void fill() {
    while (asked.size() < AHEAD) {
      asked.add(ask(next, SftpOutput.PIECE));
      next += SftpOutput.PIECE;
    }
    Asked first = asked.remove();
    Reply answer = files.wire().await(first.id());
    if (answer.type() == Type.DATA) {
      piece = answer.data();
      int missing = first.length() - piece.remaining();
      if (missing > 0) {
        // A host may answer with less than asked before the file's end.
        asked.addFirst(ask(first.offset() + piece.remaining(), missing));
      }
    } else if (answer.code() == Status.EOF) {
      ended = true;
    } else {
      throw files.refused(answer, path);
    }
  }

  private Asked ask(long offset, int length) {
    Request request = Request.of(Type.READ).data(handle).wide(offset).number(length);
    return new Asked(files.wire().send(request), offset, length);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      asked.forEach(one -> files.wire().await(one.id()));
      files.end(handle);
    } catch (ConnectionLostException e) {
      log.debug("{}: the connection was gone when its reading ended", path, e);
    }
  }
}

package dev.windlass.activities.backup.dump;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands bytes from one thread to another through a few blocks, so that memory stays the same
 * however long the stream is, and the faster side waits. The JDK's piped streams take a lock for
 * every byte and poll each second.
 */
final class Relay {

  private static final int BLOCK = 128 * 1024;
  private static final int BLOCKS = 8;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Block> full = new ArrayDeque<>();
  private int made;
  private final Deque<Block> free = new ArrayDeque<>();
  private boolean ended;
  private boolean unread;
  private @Nullable Throwable failure;

  /** Bytes on their way; who holds it owns it. */
  static final class Block {
    final byte[] bytes = new byte[BLOCK];
    int length;
  }

  /** The writer's side. Closing it is the end of the stream; {@link #fail} ends it otherwise. */
  OutputStream sink() {
    return new Sink();
  }

  /**
   * The next bytes, or null after the last ones. They belong to the caller until {@link #giveBack}.
   *
   * @throws IOException of the writer, as it told it to {@link #fail}
   */
  @Nullable Block next() throws IOException {
    lock.lock();
    try {
      while (full.isEmpty() && !ended && failure == null) {
        await();
      }
      rethrow();
      return full.poll();
    } finally {
      lock.unlock();
    }
  }

  void giveBack(Block block) {
    lock.lock();
    try {
      free.add(block);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The reader reads no more: the writer's next write fails. */
  void abandon() {
    lock.lock();
    try {
      unread = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The writer could not go on: the reader is told why in place of the end. */
  void fail(Throwable why) {
    lock.lock();
    try {
      if (failure == null) {
        failure = why;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void rethrow() throws IOException {
    switch (failure) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IOException(failure);
    }
  }

  private Block take() throws IOException {
    lock.lock();
    try {
      while (free.isEmpty() && made == BLOCKS && !unread) {
        await();
      }
      if (unread) {
        throw new AbandonedException();
      }
      Block block = free.poll();
      if (block == null) {
        made++;
        block = new Block();
      }
      block.length = 0;
      return block;
    } finally {
      lock.unlock();
    }
  }

  private void give(Block block) {
    lock.lock();
    try {
      full.add(block);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("WaitNotInLoop") // who calls this loops
  private void await() throws InterruptedIOException {
    try {
      changed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** Nobody reads any more; why is told elsewhere. */
  static final class AbandonedException extends IOException {
    private static final long serialVersionUID = 1L;

    AbandonedException() {
      super("nobody reads this stream any more");
    }
  }

  private final class Sink extends OutputStream {

    private @Nullable Block block;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      int done = 0;
      while (done < length) {
        Block to = block == null ? take() : block;
        int part = Math.min(length - done, BLOCK - to.length);
        System.arraycopy(from, offset + done, to.bytes, to.length, part);
        to.length += part;
        done += part;
        block = to;
        if (to.length == BLOCK) {
          flush();
        }
      }
    }

    @Override
    public void flush() {
      if (block != null) {
        give(block);
        block = null;
      }
    }

    @Override
    public void close() {
      flush();
      end();
    }
  }

  /** The reader's side as a stream. */
  InputStream source() {
    return new Source();
  }

  private final class Source extends InputStream {

    private @Nullable Block block;
    private int position;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      Block from = block == null ? next() : block;
      if (from == null) {
        return -1;
      }
      int part = Math.min(length, from.length - position);
      System.arraycopy(from.bytes, position, to, offset, part);
      position += part;
      block = from;
      if (position == from.length) {
        giveBack(from);
        block = null;
        position = 0;
      }
      return part;
    }

    @Override
    public void close() {
      abandon();
    }
  }
}

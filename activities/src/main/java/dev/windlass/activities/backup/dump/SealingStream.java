package dev.windlass.activities.backup.dump;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.GeneralSecurityException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Seals what is written to it. Compressor and encryptor are threads of their own, so that they use
 * the processors that the dump's tool leaves; a few blocks are between them. Only {@link #finish}
 * makes a whole stream: one that is closed before ends in the middle, which {@link Opening} finds.
 */
public final class SealingStream extends OutputStream {

  private final Relay plain = new Relay();
  private final Relay packed = new Relay();
  private final OutputStream sink = plain.sink();
  private final CountedOutput stored;
  private final Thread compressor;
  private final Thread encryptor;
  private final int level;
  private final List<RecipientStanzaWriter> recipients;
  private volatile boolean whole;
  private volatile @Nullable Throwable failure;
  private long bytes;

  SealingStream(List<RecipientStanzaWriter> recipients, int level, OutputStream to) {
    this.recipients = recipients;
    this.level = level;
    this.stored = new CountedOutput(to);
    this.compressor = Thread.ofPlatform().daemon().name("seal-compress").start(this::compress);
    this.encryptor = Thread.ofPlatform().daemon().name("seal-encrypt").start(this::encrypt);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    try {
      sink.write(from, offset, length);
    } catch (Relay.AbandonedException e) {
      throw why(e);
    }
    bytes += length;
  }

  /**
   * Ends the stream and waits until its last byte is with the target.
   *
   * @throws IOException what the target said, or why the stream couldn't be sealed
   */
  public Sealed finish() throws IOException {
    sink.close();
    join(compressor);
    join(encryptor);
    if (!whole) {
      throw why(new IOException("the stream wasn't sealed to its end"));
    }
    return new Sealed(bytes, stored.bytes(), stored.sha256Hex());
  }

  /** Ends the threads. A stream that wasn't finished stays without its end. */
  @Override
  public void close() {
    if (!whole) {
      plain.fail(new IOException("given up before its end"));
      packed.abandon();
      encryptor.interrupt();
    }
  }

  private void compress() {
    try (var zstd = new ZstdOutputStreamNoFinalizer(packed.sink(), level)) {
      zstd.setChecksum(true);
      pack(zstd);
    } catch (IOException | RuntimeException | Error e) {
      gaveUp(e);
    } finally {
      plain.abandon();
    }
  }

  /**
   * Says that it failed before the compressor is closed, which would write an end like any other.
   */
  private void pack(OutputStream zstd) throws IOException {
    try {
      for (Relay.Block block = plain.next(); block != null; block = plain.next()) {
        zstd.write(block.bytes, 0, block.length);
        plain.giveBack(block);
      }
    } catch (IOException | RuntimeException | Error e) {
      packed.fail(e);
      throw e;
    }
  }

  private void encrypt() {
    try {
      if (recipients.isEmpty()) {
        copy(stored);
      } else {
        copy(new StandardEncryptingChannelFactory().newEncryptingChannel(stored, recipients));
      }
      stored.flush();
      whole = true;
    } catch (IOException | GeneralSecurityException | RuntimeException | Error e) {
      gaveUp(e);
    } finally {
      packed.abandon();
    }
  }

  /** Closes the channel, which writes the last chunk, only after all of it. */
  private void copy(WritableByteChannel to) throws IOException {
    for (Relay.Block block = packed.next(); block != null; block = packed.next()) {
      to.write(ByteBuffer.wrap(block.bytes, 0, block.length));
      packed.giveBack(block);
    }
    to.close();
  }

  /** Keeps the first reason: the others follow from it. */
  private synchronized void gaveUp(Throwable why) {
    if (failure == null && !(why instanceof Relay.AbandonedException)) {
      failure = why;
    }
  }

  private IOException why(IOException otherwise) {
    joinQuietly();
    return switch (failure) {
      case null -> otherwise;
      case IOException e -> e;
      case Throwable e -> new IOException("the stream can't be sealed: " + e.getMessage(), e);
    };
  }

  /** The thread that gave up tells why at its end. */
  private void joinQuietly() {
    try {
      join(encryptor);
    } catch (InterruptedIOException e) {
      gaveUp(e);
    }
  }

  private static void join(Thread thread) throws InterruptedIOException {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a stream was sealed");
    }
  }
}

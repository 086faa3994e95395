package dev.windlass.activities.backup.dump;

import com.exceptionfactory.jagged.PayloadException;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import dev.windlass.activities.backup.dump.SealedStreamException.Reason;
import dev.windlass.activities.grant.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way back from what {@link Sealing} made. What comes out counts only when {@link #open} has
 * returned: before, every piece is proved to be a piece of the sealed stream, but not that all of
 * them are there.
 */
public final class Opening {

  private static final int PIECE = 64 * 1024;
  private static final byte[] AGE = "age-encryption.org/".getBytes(StandardCharsets.US_ASCII);

  private final @Nullable RecipientStanzaReader identity;

  private Opening(@Nullable RecipientStanzaReader identity) {
    this.identity = identity;
  }

  /**
   * @param identity private key, {@code AGE-SECRET-KEY-1…}, as a file of age-keygen has it: below
   *     comments; null for streams that are only compressed
   * @throws IllegalArgumentException for what isn't such a key; the message doesn't show it
   */
  public static Opening with(@Nullable Secret identity) {
    if (identity == null) {
      return new Opening(null);
    }
    try {
      return new Opening(
          X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(key(identity)));
    } catch (GeneralSecurityException | RuntimeException e) {
      // Without the cause, which may quote the key.
      throw new IllegalArgumentException(
          "the identity isn't a private key of age (AGE-SECRET-KEY-1…); age-keygen makes them");
    }
  }

  private static String key(Secret identity) {
    return identity
        .reveal()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .collect(Collectors.joining("\n"))
        .strip();
  }

  /**
   * Opens a whole stream. Neither stream is closed.
   *
   * @param expected what the manifest says of it; null where there is no manifest any more. With it
   *     the reason of a failure is exact: the rest of the stream is read, to compare length and
   *     digest
   * @return what was read, equal to what was expected
   * @throws SealedStreamException when it isn't what was sealed; nothing that was written counts
   * @throws IOException of either stream
   */
  public Sealed open(InputStream stored, @Nullable Sealed expected, OutputStream plain)
      throws IOException {
    var source = new CountedInput(stored);
    try {
      long bytes = unpack(source, plain);
      Sealed found = new Sealed(bytes, source.bytes(), source.sha256Hex());
      if (expected != null && !expected.equals(found)) {
        throw mismatch(expected, found, null);
      }
      return found;
    } catch (SealedStreamException e) {
      source.requireReadable();
      throw expected == null ? e : exact(source, expected, e);
    }
  }

  private long unpack(CountedInput source, OutputStream plain) throws IOException {
    var packed = new Relay();
    var decryptor =
        Thread.ofPlatform().daemon().name("open-decrypt").start(() -> decrypt(source, packed));
    try {
      return Unpacking.unpack(packed, plain);
    } finally {
      packed.abandon();
      joined(decryptor);
    }
  }

  /**
   * It has ended, or is in a read which the owner of the stream ends by closing it: an interrupt
   * would close a file for those who still want to count it.
   */
  private static void joined(Thread decryptor) {
    try {
      decryptor.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void decrypt(CountedInput source, Relay packed) {
    try {
      OutputStream to = packed.sink();
      boolean encrypted = source.startsWith(AGE);
      if (encrypted && identity != null) {
        decrypt(source, identity, to);
      } else if (encrypted) {
        throw new SealedStreamException(Reason.NEEDS_KEY, null);
      } else if (identity != null) {
        throw new SealedStreamException(Reason.NOT_ENCRYPTED, null);
      } else {
        source.transferTo(to);
      }
      to.close();
    } catch (IOException | RuntimeException | Error e) {
      packed.fail(e);
    }
  }

  private static void decrypt(CountedInput source, RecipientStanzaReader key, OutputStream to)
      throws IOException {
    try (ReadableByteChannel channel =
        new StandardDecryptingChannelFactory()
            .newDecryptingChannel(Channels.newChannel(source.unclosed()), List.of(key))) {
      ByteBuffer piece = ByteBuffer.allocate(PIECE);
      while (channel.read(piece) >= 0) {
        to.write(piece.array(), 0, piece.position());
        piece.clear();
      }
    } catch (UnsupportedRecipientStanzaException e) {
      throw new SealedStreamException(Reason.WRONG_KEY, "or its header is damaged", e);
    } catch (PayloadException | GeneralSecurityException | RuntimeException e) {
      throw source.isAtEnd()
          ? new SealedStreamException(Reason.TRUNCATED, "or damaged within its last 64 KiB", e)
          : new SealedStreamException(Reason.DAMAGED, e);
    }
  }

  /** Reads on to the end, to tell a damaged stream from a wrong key and from a missing end. */
  private static SealedStreamException exact(
      CountedInput source, Sealed expected, SealedStreamException seen) throws IOException {
    source.drain();
    return mismatch(
        expected, new Sealed(expected.plainBytes(), source.bytes(), source.sha256Hex()), seen);
  }

  private static SealedStreamException mismatch(
      Sealed expected, Sealed found, @Nullable SealedStreamException seen) {
    String sizes =
        "it has %d bytes, the manifest says %d"
            .formatted(found.storedBytes(), expected.storedBytes());
    if (found.storedBytes() < expected.storedBytes()) {
      return new SealedStreamException(Reason.TRUNCATED, sizes, seen);
    }
    if (found.storedBytes() > expected.storedBytes()) {
      return new SealedStreamException(Reason.TRAILING, sizes, seen);
    }
    if (seen != null && found.sha256().equals(expected.sha256())) {
      return seen;
    }
    return new SealedStreamException(
        Reason.DAMAGED,
        "its digest is %s, the manifest says %s".formatted(found.sha256(), expected.sha256()),
        seen);
  }
}

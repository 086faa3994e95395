package dev.windlass.activities.backup.store;

import dev.windlass.activities.backup.store.StoreException.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Copies objects from one store to another and proves on the way that they are what they should be.
 * An object that has another content gets no name in the second store. Copying again goes on where
 * it ended: what is there already is read, and left alone when it is right.
 */
public final class StoreCopy {

  private static final int PIECE = 256 * 1024;

  private final BackupStore from;
  private final BackupStore to;
  private final Progress progress;

  /** Hears of bytes as they are read; what it throws ends the copying. */
  @FunctionalInterface
  public interface Progress {
    void read(StoreKey key, long bytes);
  }

  /**
   * An object as it should be.
   *
   * @param sha256 digest of the content, 64 lower-case hexadecimal digits
   */
  public record Expected(StoreKey key, String sha256) {

    public Expected {
      if (!sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException(
            "sha256 of %s: %s, expected 64 lower-case hexadecimal digits".formatted(key, sha256));
      }
    }
  }

  /**
   * What was done.
   *
   * @param copied objects that weren't there
   * @param present objects that were, and are right
   * @param bytes of all of them
   */
  public record Copied(int copied, int present, long bytes) {}

  public StoreCopy(BackupStore from, BackupStore to, Progress progress) {
    this.from = from;
    this.to = to;
    this.progress = progress;
  }

  /**
   * Copies in the given order; what tells that a backup is complete should come last.
   *
   * @throws StoreException of either store; as {@code DAMAGED} when a content isn't the expected
   */
  public Copied copy(List<Expected> objects) {
    int copied = 0;
    long bytes = 0;
    for (Expected object : objects) {
      try {
        bytes += copy(object);
        copied++;
      } catch (StoreException e) {
        if (e.trouble() != StoreTrouble.PRESENT) {
          throw e;
        }
        bytes += prove(object);
      }
    }
    return new Copied(copied, objects.size() - copied, bytes);
  }

  private long copy(Expected object) {
    try (ObjectWriter writer = to.write(object.key());
        InputStream content = from.read(object.key())) {
      Reading reading = read(content, object, writer);
      reading.require(object, from);
      writer.commit();
      return reading.bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long prove(Expected object) {
    try (InputStream content = to.read(object.key())) {
      Reading reading = read(content, object, OutputStream.nullOutputStream());
      reading.require(object, to);
      return reading.bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Reading(String sha256, long bytes) {

    void require(Expected object, BackupStore store) {
      if (!sha256.equals(object.sha256())) {
        throw new StoreException(
            StoreTrouble.DAMAGED,
            new Place(store.toString(), object.key().text()),
            "%d bytes with sha-256 %s, expected %s".formatted(bytes, sha256, object.sha256()),
            null);
      }
    }
  }

  private Reading read(InputStream content, Expected object, OutputStream also) throws IOException {
    MessageDigest digest = sha256();
    byte[] piece = new byte[PIECE];
    long bytes = 0;
    for (int n = content.read(piece); n >= 0; n = content.read(piece)) {
      digest.update(piece, 0, n);
      also.write(piece, 0, n);
      bytes += n;
      progress.read(object.key(), n);
    }
    return new Reading(HexFormat.of().formatHex(digest.digest()), bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.windlass.activities.backup.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An object that travels at once when it is small, else in parts. */
final class S3Writer extends ObjectWriter {

  /** Of 10 000 parts an object may have: 156 GiB. Equal, as some services want them. */
  private static final int PART = 16 << 20;

  private static final int FIRST = 64 * 1024;

  private final S3Place place;
  private final S3Troubles.Named named;
  private byte[] bytes = new byte[FIRST];
  private int filled;
  private @Nullable S3Parts parts;

  S3Writer(S3Place place, S3Troubles.Named named) {
    this.place = place;
    this.named = named;
  }

  @Override
  public void write(byte[] from, int begin, int length) {
    int at = begin;
    int end = begin + length;
    while (at < end) {
      if (filled == PART) {
        sendPart();
      }
      int taken = Math.min(end - at, PART - filled);
      makeRoom(filled + taken);
      System.arraycopy(from, at, bytes, filled, taken);
      filled += taken;
      at += taken;
    }
  }

  private void makeRoom(int needed) {
    if (bytes.length < needed) {
      bytes = Arrays.copyOf(bytes, Math.min(PART, Math.max(needed, 4 * bytes.length)));
    }
  }

  private void sendPart() {
    bytes =
        named.get(() -> {
          S3Parts sending = parts;
          if (sending == null) {
            sending = new S3Parts(place);
            parts = sending;
          }
          return sending.send(new S3Piece(bytes, filled));
        });
    filled = 0;
  }

  @Override
  void publish() {
    if (parts != null && filled > 0) {
      sendPart();
    }
    S3Parts sent = parts;
    named.get(() -> {
      if (sent == null) {
        place.put(new S3Piece(bytes, filled));
      } else {
        sent.complete();
      }
      return place;
    });
  }

  @Override
  void abandon() {
    S3Parts sent = parts;
    if (sent != null) {
      sent.drop();
    }
  }
}

package dev.windlass.activities.ssh.job;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Replaces known secret values by {@value #MARK} in output that arrives in pieces. */
public final class Redactor {

  private static final String MARK = "[REDACTED]";

  private final List<byte[]> secrets;

  private Redactor(List<byte[]> secrets) {
    this.secrets = secrets;
  }

  /** Knows these values. */
  public static Redactor of(Collection<String> values) {
    return new Redactor(
        values.stream()
            .filter(value -> !value.isEmpty())
            .distinct()
            .map(value -> value.getBytes(StandardCharsets.UTF_8))
            .sorted(Comparator.comparingInt((byte[] value) -> value.length).reversed())
            .toList());
  }

  /** The text without the values. */
  public String redact(String text) {
    Stream stream = stream(0);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return stream.feed(bytes, bytes.length).text() + stream.finish().text();
  }

  /** Length of the longest value in bytes. */
  int longest() {
    return secrets.isEmpty() ? 0 : secrets.getFirst().length;
  }

  /** A stream of output that begins at this offset. */
  Stream stream(long offset) {
    return new Stream(offset);
  }

  /** Redacted text and the offsets of the bytes that it stands for. */
  record Piece(long offset, long end, String text) {}

  /** Holds back what may be the beginning of a secret or of a character. */
  final class Stream {

    private long offset;
    private byte[] held = new byte[0];

    private Stream(long offset) {
      this.offset = offset;
    }

    Piece feed(byte[] bytes, int length) {
      int before = held.length;
      held = Arrays.copyOf(held, before + length);
      System.arraycopy(bytes, 0, held, before, length);
      return take(false);
    }

    /** What was held back: nothing follows. */
    Piece finish() {
      return take(true);
    }

    private Piece take(boolean all) {
      var out = new ByteArrayOutputStream(held.length);
      int at = 0;
      while (at < held.length) {
        if (!all && (mayBegin(at) || isCutCharacter(at))) {
          break;
        }
        int length = matched(at);
        if (length > 0) {
          out.writeBytes(MARK.getBytes(StandardCharsets.UTF_8));
          at += length;
        } else {
          out.write(held[at++]);
        }
      }
      var piece = new Piece(offset, offset + at, out.toString(StandardCharsets.UTF_8));
      held = Arrays.copyOfRange(held, at, held.length);
      offset += at;
      return piece;
    }

    /** Whether a secret may begin here whose end hasn't arrived. */
    private boolean mayBegin(int at) {
      int left = held.length - at;
      return secrets.stream()
          .anyMatch(secret ->
              secret.length > left && Arrays.equals(secret, 0, left, held, at, held.length));
    }

    private int matched(int at) {
      for (byte[] secret : secrets) {
        int end = at + secret.length;
        if (end <= held.length && Arrays.equals(secret, 0, secret.length, held, at, end)) {
          return secret.length;
        }
      }
      return 0;
    }

    /** Whether a character of UTF-8 begins here that has more bytes than have arrived. */
    private boolean isCutCharacter(int at) {
      int lead = held[at] & 0xff;
      int size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
      return held.length - at < size;
    }
  }
}

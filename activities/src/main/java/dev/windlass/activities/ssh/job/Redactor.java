package dev.windlass.activities.ssh.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Replaces known secret values by {@value #MARK} in output that arrives in pieces, in every form in
 * which programs print them.
 */
public final class Redactor {

  private static final String MARK = "[REDACTED]";

  /** By their first byte, the longest first. */
  private final byte[][][] secrets = new byte[256][][];

  private final List<String> forms;
  private final boolean mute;

  private Redactor(List<String> forms, boolean mute) {
    this.forms = forms;
    this.mute = mute;
    byte[][] all =
        forms.stream()
            .map(form -> form.getBytes(UTF_8))
            .sorted(Comparator.comparingInt((byte[] form) -> form.length).reversed())
            .toArray(byte[][]::new);
    for (int first = 0; first < secrets.length; first++) {
      byte begins = (byte) first;
      secrets[first] = Arrays.stream(all).filter(f -> f[0] == begins).toArray(byte[][]::new);
    }
  }

  /** Knows these values. */
  public static Redactor of(Collection<String> values) {
    return new Redactor(
        values.stream()
            .filter(value -> !value.isEmpty())
            .flatMap(value -> SpokenForms.of(value).stream())
            .distinct()
            .toList(),
        false);
  }

  /** Lets nothing pass: what is secret cannot be known. */
  public static Redactor mute() {
    return new Redactor(List.of(), true);
  }

  /** The text without the values. */
  public String redact(String text) {
    if (mute) {
      return text.isBlank() ? text : MARK;
    }
    Stream stream = stream(0);
    byte[] bytes = text.getBytes(UTF_8);
    return stream.feed(bytes, bytes.length).text() + stream.finish().text();
  }

  /** Length of the longest form in bytes. */
  int longest() {
    return forms.stream().mapToInt(form -> form.getBytes(UTF_8).length).max().orElse(0);
  }

  /** What does the same on a host, line by line: rules for sed; "" when nothing is secret. */
  String sedRules() {
    if (mute) {
      return "s/.*/" + MARK + "/\n";
    }
    return forms.stream()
        .filter(form -> form.indexOf('\n') < 0)
        .sorted(Comparator.comparingInt(String::length).reversed())
        .map(line -> "s/" + line.replaceAll("[\\\\.*\\[\\]^$/]", "\\\\$0") + "/" + MARK + "/g\n")
        .collect(Collectors.joining());
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
          out.writeBytes(MARK.getBytes(UTF_8));
          at += length;
        } else {
          out.write(held[at++]);
        }
      }
      var piece = new Piece(offset, offset + at, mute ? "" : out.toString(UTF_8));
      held = Arrays.copyOfRange(held, at, held.length);
      offset += at;
      return piece;
    }

    /** Whether a secret may begin here whose end hasn't arrived. */
    private boolean mayBegin(int at) {
      int left = held.length - at;
      for (byte[] secret : secrets[held[at] & 0xff]) {
        if (secret.length > left && Arrays.equals(secret, 0, left, held, at, held.length)) {
          return true;
        }
      }
      return false;
    }

    private int matched(int at) {
      for (byte[] secret : secrets[held[at] & 0xff]) {
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

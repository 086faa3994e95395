package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.windlass.activities.backup.dump.BrokenDumpException.Reason;
import java.util.Arrays;

/** Bytes that come one by one and are a text at the end. */
final class ByteText {

  private final int limit;
  private byte[] bytes = new byte[1024];
  private int length;

  /**
   * @param limit how many bytes are held at most
   */
  ByteText(int limit) {
    this.limit = limit;
  }

  /**
   * @throws BrokenDumpException when there are more than the limit
   */
  void add(byte b) throws BrokenDumpException {
    if (length == bytes.length) {
      if (length >= limit) {
        throw new BrokenDumpException(
            Reason.UNREADABLE,
            "a statement of more than %d bytes: '%s…'".formatted(limit, head(60)));
      }
      bytes = Arrays.copyOf(bytes, Math.min(limit, 2 * length));
    }
    bytes[length++] = b;
  }

  void clear() {
    length = 0;
  }

  int length() {
    return length;
  }

  boolean startsWith(String ascii) {
    return length >= ascii.length()
        && ascii.equals(new String(bytes, 0, ascii.length(), ISO_8859_1));
  }

  boolean endsWith(String ascii) {
    return endsWith(ascii.getBytes(ISO_8859_1));
  }

  boolean endsWith(byte[] end) {
    return length >= end.length
        && Arrays.equals(bytes, length - end.length, length, end, 0, end.length);
  }

  String text() {
    return new String(bytes, 0, length, UTF_8);
  }

  /** The first characters, for a message. */
  String head(int characters) {
    String text = new String(bytes, 0, Math.min(length, 4 * characters), UTF_8);
    return text.substring(0, Math.min(characters, text.length())).replace('\n', ' ');
  }
}

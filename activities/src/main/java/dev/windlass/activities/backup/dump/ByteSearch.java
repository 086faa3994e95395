package dev.windlass.activities.backup.dump;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the next of one or two bytes, eight at a time: most of a dump is text in which neither is.
 * The test for a zero byte in a word is that of Warren, Hacker's Delight, 6-1.
 */
final class ByteSearch {

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private final byte one;
  private final byte other;

  private ByteSearch(char one, char other) {
    this.one = (byte) one;
    this.other = (byte) other;
  }

  static ByteSearch of(char one) {
    return new ByteSearch(one, one);
  }

  /** Either of two. */
  static ByteSearch of(char one, char other) {
    return new ByteSearch(one, other);
  }

  /** Where it is next, or {@code end}. */
  int next(byte[] bytes, int from, int end) {
    long ones = ONES * (one & 0xff);
    long others = ONES * (other & 0xff);
    int i = from;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      long word = (long) WORDS.get(bytes, i);
      long found = zeros(word ^ ones) | zeros(word ^ others);
      if (found != 0) {
        return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    while (i < end && bytes[i] != one && bytes[i] != other) {
      i++;
    }
    return i;
  }

  /** The high bit of the lowest zero byte; above it there may be more bits than zero bytes. */
  private static long zeros(long word) {
    return (word - ONES) & ~word & HIGH;
  }
}

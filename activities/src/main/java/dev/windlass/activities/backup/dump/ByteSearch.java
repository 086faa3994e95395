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

  private ByteSearch() {}

  /** Where the byte is next, or {@code end}. */
  static int next(byte[] bytes, int from, int end, byte wanted) {
    return next(bytes, from, end, wanted, wanted);
  }

  /** Where either of two bytes is next, or {@code end}. */
  static int next(byte[] bytes, int from, int end, byte one, byte other) {
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

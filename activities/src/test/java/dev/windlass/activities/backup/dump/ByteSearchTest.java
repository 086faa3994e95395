package dev.windlass.activities.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Beside a search byte by byte. */
class ByteSearchTest {

  private static final byte[] NEAR = {
    '\'', '\\', '&', '(', '[', ']', 0, -1, -128, 'x', (byte) 0xa7
  };

  @Test
  void findsWhatASearchByteByByteFinds() {
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = some(random, random.nextInt(40));
      int from = random.nextInt(bytes.length + 1);
      int end = from + random.nextInt(bytes.length - from + 1);
      byte one = NEAR[random.nextInt(NEAR.length)];
      byte other = NEAR[random.nextInt(NEAR.length)];
      assertThat(ByteSearch.next(bytes, from, end, one, other))
          .as("%d or %d in %s from %d to %d", one, other, bytes, from, end)
          .isEqualTo(slowly(bytes, from, end, one, other));
    }
  }

  @Test
  void findsOneByteAtTheEndOfALongText() {
    byte[] bytes = "windlass ".repeat(1000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    bytes[bytes.length - 1] = '\n';
    assertThat(ByteSearch.next(bytes, 3, bytes.length, (byte) '\n')).isEqualTo(8999);
    assertThat(ByteSearch.next(bytes, 3, 8999, (byte) '\n')).isEqualTo(8999);
    assertThat(ByteSearch.next(bytes, 3, 8998, (byte) '\n')).isEqualTo(8998);
  }

  /** Mostly without what is wanted, and much of it near to it. */
  private static byte[] some(Random random, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] =
          random.nextInt(4) == 0 ? NEAR[random.nextInt(NEAR.length)] : (byte) random.nextInt();
    }
    return bytes;
  }

  private static int slowly(byte[] bytes, int from, int end, byte one, byte other) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == one || bytes[i] == other) {
        return i;
      }
    }
    return end;
  }
}

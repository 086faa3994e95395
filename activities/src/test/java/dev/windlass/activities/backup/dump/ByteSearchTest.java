package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
      char one = (char) (NEAR[random.nextInt(NEAR.length)] & 0xff);
      char other = (char) (NEAR[random.nextInt(NEAR.length)] & 0xff);
      assertThat(ByteSearch.of(one, other).next(bytes, from, end))
          .as("%d or %d in %s from %d to %d", one, other, bytes, from, end)
          .isEqualTo(slowly(bytes, from, end, List.of((byte) one, (byte) other)));
    }
  }

  @Test
  void findsOneByteAtTheEndOfALongText() {
    byte[] bytes = "windlass ".repeat(1000).getBytes(US_ASCII);
    bytes[bytes.length - 1] = '\n';
    ByteSearch newline = ByteSearch.of('\n');
    assertThat(newline.next(bytes, 3, bytes.length)).isEqualTo(8999);
    assertThat(newline.next(bytes, 3, 8999)).isEqualTo(8999);
    assertThat(newline.next(bytes, 3, 8998)).isEqualTo(8998);
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

  private static int slowly(byte[] bytes, int from, int end, List<Byte> wanted) {
    for (int i = from; i < end; i++) {
      if (wanted.contains(bytes[i])) {
        return i;
      }
    }
    return end;
  }
}

package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a tool is fed with has no end before somebody says so. */
class AllButTheLastTest {

  static List<List<String>> pieces() {
    return List.of(List.of(), List.of("a"), List.of("a", "", "b"), List.of("abc", "d", "efg"));
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void keepsTheLastByteUntilTheEnd(List<String> pieces) throws IOException {
    var taken = new ByteArrayOutputStream();
    var passing = new AllButTheLast(taken);
    for (String piece : pieces) {
      passing.write(piece.getBytes(US_ASCII));
    }
    String whole = String.join("", pieces);
    passing.close();
    assertThat(taken.toString(US_ASCII))
        .isEqualTo(whole.substring(0, Math.max(0, whole.length() - 1)));
    passing.end();
    assertThat(taken.toString(US_ASCII)).isEqualTo(whole);
  }
}

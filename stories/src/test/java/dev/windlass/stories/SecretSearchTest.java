package dev.windlass.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretSearchTest {
  private static final String MARK = "Pl4nt3dX7q2";
  private final SecretSearch search = new SecretSearch(MARK);

  static Stream<String> forms() {
    String value = "it's \"" + MARK + "\" $HOME\nä";
    return Stream.of(
        value,
        URLEncoder.encode(value, UTF_8),
        "'" + value.replace("'", "'\\''") + "'",
        base64(value),
        base64("x" + value),
        base64("xy" + value),
        Base64.getUrlEncoder().encodeToString(value.getBytes(UTF_8)),
        HexFormat.of().formatHex(value.getBytes(UTF_8)));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void findsAValueInEveryForm(String written) {
    assertThat(search.in("log", "before " + written + " after"))
        .isNotEmpty()
        .allMatch(hit -> hit.startsWith("log: "));
  }

  @Test
  void findsNothingWhereNothingIs() {
    assertThat(search.in("log", "Pl4nt3d X7q2, " + base64("Pl4nt3d"))).isEmpty();
  }

  @Test
  void looksIntoRecentFilesButThoseThatMayHoldIt(@TempDir Path folder) throws Exception {
    for (String name : List.of("a", "b", "c")) {
      Files.writeString(folder.resolve(name), "x" + MARK);
    }
    Files.setLastModifiedTime(
        folder.resolve("b"), java.nio.file.attribute.FileTime.from(Instant.EPOCH));

    assertThat(search.inFiles(folder, Instant.now().minusSeconds(60), f -> f.endsWith("c")))
        .singleElement()
        .asString()
        .startsWith(folder.resolve("a").toString());
  }
}

package dev.windlass.api.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.api.specification.source.SpecificationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A folder of files that must fail; beside each stands what must be said. Run with {@code
 * -Dwindlass.rewrite=true} to write the texts anew, and review the difference.
 */
class RefusedFilesTest {

  private static final Path FOLDER = Path.of("src/test/resources/specification/refused");

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.substring(0, name.length() - ".yaml".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void saysEverythingThatIsWrongAtOnce(String name) throws IOException {
    String said = said(Files.readString(FOLDER.resolve(name + ".yaml")));
    Path expected = FOLDER.resolve(name + ".txt");
    if (Boolean.getBoolean("windlass.rewrite")) {
      Files.writeString(expected, said);
    }

    assertThat(said).isEqualTo(Files.readString(expected));
    assertThat(said).doesNotContainIgnoringCase("hunter2");
  }

  @Test
  void refusesAHugeFileAtOnce() {
    String huge = "x-a: " + "a".repeat(300_000);

    assertThatThrownBy(() -> SpecificationReader.read(huge))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("is this the right file?");
  }

  @Test
  void refusesABombInNoTime() throws IOException {
    String bomb = Files.readString(FOLDER.resolve("bomb.yaml"));
    long before = System.nanoTime();
    said(bomb);

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  private static String said(String yaml) {
    try {
      SpecificationReader.read(yaml);
      throw new AssertionError("the file was accepted");
    } catch (SpecificationException refused) {
      return refused.problems().stream()
          .map(problem -> problem + "\n")
          .collect(Collectors.joining());
    }
  }
}

package dev.windlass.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "0,0 s",
    "59,59 s",
    "60,1 m",
    "130,2 m 10 s",
    "4440,1 h 14 m",
    "86400,1 d",
    "273600,3 d 4 h"
  })
  void saysADurationInTwoUnitsAtMost(long seconds, String words) {
    assertThat(Words.duration(Duration.ofSeconds(seconds))).isEqualTo(words);
  }

  @Test
  void namesAsManyAsFit() {
    assertThat(Words.names(List.of("web-1", "web-2", "web-3"), 13)).isEqualTo("web-1 +2");
    assertThat(Words.names(List.of("web-1", "web-2"), 14)).isEqualTo("web-1 web-2");
  }

  @Test
  void letsNoTextOfAHostMoveTheCursor() {
    assertThat(Words.clip("evil\033[2Jtext\r\nmore", 80)).isEqualTo("evil [2Jtext  more");
  }

  @Test
  void breaksLongLinesAtBlanks() {
    assertThat(Words.wrap("word ".repeat(40), "  "))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Words.WIDTH));
  }

  @Test
  void leavesAPathOrAnAddressWholeOnALineOfItsOwn() {
    String path = "/var/www/shop/releases" + "/deeper-and-deeper".repeat(6);

    assertThat(Words.wrap("web-1  %s is not writable for deploy".formatted(path), "       "))
        .containsExactly("web-1", "       " + path, "       is not writable for deploy");
    assertThat(Words.wrap("x".repeat(200), "  "))
        .as("anything else is broken somewhere")
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Words.WIDTH));
  }
}

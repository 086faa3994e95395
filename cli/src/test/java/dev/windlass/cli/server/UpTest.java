package dev.windlass.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.cli.render.Words;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UpTest {

  @Test
  void aLongHomeStillFits() {
    Path home = Path.of("/home/a-person-whose-name-is-rather-long");

    assertThat(
            Up.tokenLines(
                home.resolve(".local/share/windlass/first-token"),
                home.resolve(".config/windlass/client.properties")))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Words.WIDTH));
  }
}

package dev.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelpTest {

  @Test
  void loadsNeitherSpringNorTemporal() throws Exception {
    Process help =
        new ProcessBuilder(
                List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "-Xlog:class+load:stdout",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.windlass.cli.Windlass",
                    "--help"))
            .redirectErrorStream(true)
            .start();
    String said = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(help.waitFor()).isZero();
    assertThat(said)
        .contains("deploy", "rolled back")
        .doesNotContain("] org.springframework.")
        .doesNotContain("] io.temporal.");
  }
}

package dev.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelpTest {

  @Test
  void ofTheWholeCommandReadsNoVerb() throws Exception {
    assertThat(loadedByHelp("Main"))
        .contains("deploy", "rolled back")
        .doesNotContain("] picocli.")
        .doesNotContain("] dev.windlass.cli.command.");
  }

  @Test
  void loadsNeitherSpringNorTemporal() throws Exception {
    assertThat(loadedByHelp("Windlass"))
        .contains("deploy", "rolled back")
        .doesNotContain("] org.springframework.")
        .doesNotContain("] io.temporal.");
  }

  /** Each of these looks into all libraries: for zones, for a logger, and for Groovy. */
  @Test
  void opensNotEveryLibrary() throws Exception {
    assertThat(loadedByHelp("Windlass"))
        .doesNotContain("] java.time.zone.ZoneRulesProvider ")
        .doesNotContain("] java.lang.System$LoggerFinder ")
        .doesNotContain("] picocli.CommandLine$DefaultFactory ");
  }

  private static String loadedByHelp(String main) throws Exception {
    Process help =
        new ProcessBuilder(
                List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "-Xlog:class+load:stdout",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.windlass.cli." + main,
                    "--help"))
            .redirectErrorStream(true)
            .start();
    String said = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(help.waitFor()).isZero();
    return said;
  }
}

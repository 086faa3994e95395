package dev.windlass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.specification.Drills;
import dev.windlass.api.specification.SpecificationReader;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.drill.DrillReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/drills.md says to type and to write is taken, and no reason of a drill is left out. */
class DrillsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "drills.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z ]*)\\n(.*?)^```$");
  private static final String PLACE = "/api/v1/applications/shop/environments/production/drills";

  @Test
  void everyCommandIsOne() throws IOException {
    List<String> commands = block("").lines().map(line -> line.replaceFirst(" *#.*", "")).toList();
    assertThat(commands).hasSize(6);
    try (KnownAnswers server = new KnownAnswers()) {
      server.answer(PLACE, 200, "[]");
      server.answer(PLACE + "/dr-20261122-050300/report", 200, "# Drill");
      server.answer(PLACE + "/abort", 202, "{\"workflowId\":\"drill/shop/production\"}");
      for (String command : commands) {
        String[] words =
            Stream.concat(Arrays.stream(command.split(" ", -1)).skip(1), Stream.of("-a", "shop"))
                .toArray(String[]::new);
        assertThat(server.windlass(words)).as(command + "\n" + server.said()).isZero();
      }
      assertThat(server.asked())
          .hasSize(7) // the list asks when the next one runs by itself
          .anyMatch(asked -> asked.contains("\"backup\":\"random\""))
          .anyMatch(asked -> asked.contains("\"backup\":\"b-20261121-021500\""))
          .endsWith("POST " + PLACE + "/abort {}");
    }
  }

  @Test
  void theYamlIsAFilesOwn() throws IOException {
    Drills drills =
        Objects.requireNonNull(
            SpecificationReader.read(
                    """
                    application: shop
                    preset: static
                    release: {artifact: upload}
                    environments:
                      production: {ssh: {user: deploy}, hosts: {web: [web-1.shop.internal]}}
                    """
                        + block("yaml"))
                .environment("production")
                .drills());

    assertThat(drills.scratch().server()).isEqualTo("scratch-1.shop.internal:3306");
    assertThat(drills.recoveryTime()).isEqualTo(Duration.ofMinutes(30));
    assertThat(drills.answers()).containsKey("customers");
  }

  @Test
  void everyReasonIsExplained() throws IOException {
    String page = Files.readString(PAGE);
    for (DrillReason reason : DrillReason.values()) {
      assertThat(page).containsPattern("(?m)^\\|.*`" + WireNames.of(reason) + "`.*\\|.*\\|");
    }
  }

  /** The only block of this language. */
  private static String block(String language) throws IOException {
    List<String> found =
        BLOCK
            .matcher(Files.readString(PAGE))
            .results()
            .filter(match -> match.group(1).equals(language))
            .map(match -> match.group(2))
            .toList();
    assertThat(found).as("blocks of " + language).hasSize(1);
    return found.getFirst();
  }
}

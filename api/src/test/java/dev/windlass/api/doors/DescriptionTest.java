package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.workflows.contract.WindlassJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Keeps what is written about the doors true. To write it anew: run with {@code
 * WINDLASS_WRITE_DOCS=true}.
 */
@OpenDoors
class DescriptionTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final String BEGIN = "<!-- endpoints -->\n";
  private static final String END = "<!-- /endpoints -->";

  @LocalServerPort int port;

  @Test
  void keepsTheDescriptionForProgramsFresh() throws IOException {
    DefaultPrettyPrinter lines = new DefaultPrettyPrinter();
    lines.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    String now =
        WindlassJson.canonical()
                .writer(lines)
                .writeValueAsString(WindlassJson.canonical().treeToValue(described(), Object.class))
            + "\n";

    keeps(DOCS.resolve("openapi.json"), now);
  }

  @Test
  void keepsTheTableOfDoorsFresh() throws IOException {
    Path page = DOCS.resolve("api.md");
    String text = Files.readString(page);
    String head = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());

    keeps(page, head + table() + text.substring(text.indexOf(END)));
  }

  @Test
  void saysOfEveryDoorWhatItDoesAndThatItMayRefuse() {
    described()
        .at("/paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(door -> {
                  assertThat(door.getValue().path("summary").asText())
                      .as(door.getKey() + " " + path.getKey())
                      .isNotEmpty();
                  assertThat(door.getValue().at("/responses/default/content").fieldNames())
                      .toIterable()
                      .containsExactly("application/problem+json");
                }));
  }

  /** Plans have records of these names, which must not be described in their place. */
  @ParameterizedTest
  @CsvSource({"backups, replica", "maintenance~1bypass, since"})
  void saysOfWhatIsListedWhatItIs(String door, String key) {
    JsonNode all = described();
    String list =
        "/paths/~1api~1v1~1applications~1{application}~1environments~1{environment}~1" + door;
    String one =
        all.at(list + "/get/responses/200/content")
            .elements()
            .next()
            .at("/schema/items/$ref")
            .asText();

    assertThat(all.at(one.substring(1) + "/properties").fieldNames()).toIterable().contains(key);
  }

  private String table() {
    TreeMap<String, String> rows = new TreeMap<>();
    described()
        .at("/paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(door ->
                    rows.put(
                        path.getKey() + " " + door.getKey(),
                        "| %s | `%s` | %s |%n"
                            .formatted(
                                door.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                door.getValue().path("summary").asText()))));
    return "| | path | what |\n|---|---|---|\n" + String.join("", rows.values());
  }

  private JsonNode described() {
    return new Visitors(port).nobody().get("/v3/api-docs").json();
  }

  private static void keeps(Path file, String now) throws IOException {
    if ("true".equals(System.getenv("WINDLASS_WRITE_DOCS"))) {
      Files.writeString(file, now);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as("%s is stale; write it anew with WINDLASS_WRITE_DOCS=true", file)
        .isEqualTo(now);
  }
}

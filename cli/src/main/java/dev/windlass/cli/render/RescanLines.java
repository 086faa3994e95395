package dev.windlass.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a rescan found, in lines. */
public final class RescanLines {

  private RescanLines() {}

  /** For each store one line of numbers, and one for each thing that should be known. */
  public static List<String> of(JsonNode rescan) {
    List<String> lines = new ArrayList<>();
    for (JsonNode store : rescan.path("stores")) {
      lines.add(
          "%s: %d whole, %d of them entered"
              .formatted(
                  store.path("store").asText(),
                  store.path("whole").asInt(),
                  store.path("entered").size()));
      store.path("entered").forEach(id -> lines.add("  entered " + id.asText()));
      store
          .path("odd")
          .forEach(odd ->
              lines.addAll(
                  Words.wrap(
                      "  odd     %s: %s"
                          .formatted(odd.path("id").asText(), odd.path("why").asText()),
                      "          ")));
      if (store.hasNonNull("problem")) {
        lines.addAll(
            Words.wrap("  not read to its end: " + store.path("problem").asText(), "    "));
      }
    }
    return lines;
  }

  /** Whether every store was read, and nothing odd was found. */
  public static boolean isClean(JsonNode rescan) {
    for (JsonNode store : rescan.path("stores")) {
      if (store.hasNonNull("problem") || !store.path("odd").isEmpty()) {
        return false;
      }
    }
    return true;
  }
}

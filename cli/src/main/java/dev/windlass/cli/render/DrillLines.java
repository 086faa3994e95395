package dev.windlass.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A drill of the ledger, in lines. */
public final class DrillLines {

  private final ZoneId zone;

  public DrillLines(ZoneId zone) {
    this.zone = zone;
  }

  /** One line for what it was; one for each measure, and one for each check that was not good. */
  public List<String> of(JsonNode drill) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-19s %-7s %s by %s, of %s%s"
            .formatted(
                drill.path("id").asText(),
                drill.path("state").asText(),
                Words.moment(Instant.parse(drill.path("startedAt").asText()), zone),
                drill.path("startedBy").asText(),
                drill.hasNonNull("backup") ? drill.path("backup").asText() : "no backup",
                drill.path("control").asBoolean() ? ", with control" : ""));
    lines.addAll(measure(drill, "recovery", "recovery"));
    lines.addAll(measure(drill, "data age", "dataAge"));
    JsonNode rehearsal = drill.path("rehearsal");
    if (rehearsal.isObject() && !rehearsal.hasNonNull("failure")) {
      lines.addAll(
          Words.wrap(
              "  rehearsal of %s: %s"
                  .formatted(rehearsal.path("revision").asText(), rehearsal.path("told").asText()),
              "    "));
    }
    for (JsonNode finding : drill.path("findings")) {
      if (finding.hasNonNull("reason")) {
        lines.addAll(
            Words.wrap(
                "  %s: %s"
                    .formatted(finding.path("check").asText(), finding.path("detail").asText()),
                "    "));
      }
    }
    drill.path("remarks").forEach(remark -> lines.addAll(Words.wrap("  " + remark.asText(), "  ")));
    return lines;
  }

  private static List<String> measure(JsonNode drill, String name, String field) {
    String found = field + "Seconds";
    String objective = field + "ObjectiveSeconds";
    if (!drill.hasNonNull(found)) {
      return List.of();
    }
    return List.of(
        "  %s %s%s"
            .formatted(
                name,
                duration(drill, found),
                drill.hasNonNull(objective) ? ", objective " + duration(drill, objective) : ""));
  }

  private static String duration(JsonNode drill, String field) {
    return Words.duration(Duration.ofMillis((long) (drill.path(field).asDouble() * 1000)));
  }
}

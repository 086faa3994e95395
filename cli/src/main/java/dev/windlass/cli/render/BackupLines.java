package dev.windlass.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A backup of the catalogue, in lines. */
public final class BackupLines {

  private final ZoneId zone;

  public BackupLines(ZoneId zone) {
    this.zone = zone;
  }

  /** One line for what it is; one for each store, and one for what went wrong. */
  public List<String> of(JsonNode backup) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-18s %-8s %-7s %s by %s%s%s"
            .formatted(
                backup.path("id").asText(),
                backup.path("kind").asText(),
                backup.path("state").asText(),
                moment(backup, "startedAt"),
                backup.path("startedBy").asText(),
                size(backup),
                drilled(backup)));
    backup.path("stores").forEach(store -> lines.add("  in " + store.asText()));
    if (backup.hasNonNull("problem")) {
      lines.addAll(Words.wrap("  " + backup.path("problem").asText(), "  "));
    }
    return lines;
  }

  private static String size(JsonNode backup) {
    return backup.hasNonNull("storedBytes")
        ? ", " + Words.size(backup.path("storedBytes").asLong())
        : "";
  }

  private String drilled(JsonNode backup) {
    return backup.hasNonNull("drilledAt") ? ", drilled " + moment(backup, "drilledAt") : "";
  }

  private String moment(JsonNode backup, String field) {
    return Words.moment(Instant.parse(backup.path(field).asText()), zone);
  }
}

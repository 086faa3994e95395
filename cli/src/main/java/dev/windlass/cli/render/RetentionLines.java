package dev.windlass.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What retention makes of the backups of a kind, in lines. */
public final class RetentionLines {

  private final ZoneId zone;

  public RetentionLines(ZoneId zone) {
    this.zone = zone;
  }

  /** The count of both, then a line for each that stays with why, and for each that goes. */
  public List<String> of(JsonNode kind) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %d stay, %d would be deleted"
            .formatted(
                kind.path("kind").asText(), kind.path("keep").size(), kind.path("delete").size()));
    for (JsonNode kept : kind.path("keep")) {
      List<String> why = new ArrayList<>();
      kept.path("why").forEach(reason -> why.add(reason.asText()));
      lines.addAll(Words.wrap(line("keep", kept) + String.join(", ", why), "    "));
    }
    for (JsonNode gone : kind.path("delete")) {
      lines.add(line("delete", gone) + Words.size(gone.path("storedBytes").asLong()));
    }
    return lines;
  }

  private String line(String what, JsonNode backup) {
    return "  %-7s %-18s %s  "
        .formatted(
            what,
            backup.path("id").asText(),
            Words.moment(Instant.parse(backup.path("takenAt").asText()), zone));
  }
}

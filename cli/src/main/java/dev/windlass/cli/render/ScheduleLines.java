package dev.windlass.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** When backups are taken, and drills run, by themselves, in lines. */
public final class ScheduleLines {

  private final ZoneId zone;

  public ScheduleLines(ZoneId zone) {
    this.zone = zone;
  }

  /** {@code database daily 02:15 (Europe/Berlin) · next 23 Nov 02:15 · last 22 Nov 02:15}. */
  public List<String> of(JsonNode schedule) {
    String line =
        "%-8s %s (%s)%s%s%s"
            .formatted(
                schedule.path("kind").asText(),
                schedule.path("at").asText(),
                schedule.path("zone").asText(),
                state(schedule),
                moment(" · next ", schedule, "next"),
                moment(" · last ", schedule, "last"));
    return Words.wrap(line, "  ");
  }

  private static String state(JsonNode schedule) {
    String remark = schedule.hasNonNull("remark") ? ": " + schedule.path("remark").asText() : "";
    return switch (schedule.path("state").asText()) {
      case "active" -> "";
      case "paused" -> " · PAUSED" + remark;
      default -> " · NEVER" + remark;
    };
  }

  private String moment(String label, JsonNode schedule, String field) {
    return schedule.hasNonNull(field)
        ? label + Words.moment(Instant.parse(schedule.path(field).asText()), zone)
        : "";
  }
}

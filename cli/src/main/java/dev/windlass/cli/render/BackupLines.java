package dev.windlass.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.SecuredBackup;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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
        "%-18s %-8s %-7s %s by %s%s%s%s%s"
            .formatted(
                backup.path("id").asText(),
                backup.path("kind").asText(),
                backup.path("state").asText(),
                moment(backup, "startedAt"),
                backup.path("startedBy").asText(),
                backup.hasNonNull("target") ? ", of " + backup.path("target").asText() : "",
                backup.path("replica").asBoolean() ? ", from the replica" : "",
                size(backup),
                drilled(backup)));
    backup.path("stores").forEach(store -> lines.add("  in " + store.asText()));
    backup
        .path("passedOver")
        .forEach(one -> lines.addAll(Words.wrap("  not kept as it was: " + one.asText(), "  ")));
    if (backup.hasNonNull("problem")) {
      lines.addAll(Words.wrap("  " + backup.path("problem").asText(), "  "));
    }
    return lines;
  }

  /** What a run relies on, each with how it came by it. */
  static List<String> secured(DeploymentStatus status) {
    return Objects.requireNonNullElse(status.backups(), List.<SecuredBackup>of()).stream()
        .map(backup ->
            "%s of the %s, %s"
                .formatted(
                    backup.id(),
                    backup.kind(),
                    switch (backup.way()) {
                      case TAKEN -> "taken by this run";
                      case FOUND ->
                          Words.duration(Duration.between(backup.takenAt(), status.startedAt()))
                              + " old when it began";
                      case AWAITED -> "which was being taken already";
                    }))
        .toList();
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

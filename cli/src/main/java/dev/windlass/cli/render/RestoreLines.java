package dev.windlass.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A restore, in lines. */
public final class RestoreLines {

  private final ZoneId zone;

  public RestoreLines(ZoneId zone) {
    this.zone = zone;
  }

  /** One line for what it is; one for its progress, its safety backup, and each thing to know. */
  public List<String> of(JsonNode restore) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-18s %-9s %s of %s into %s by %s"
            .formatted(
                restore.path("id").asText(),
                state(restore),
                Words.moment(Instant.parse(restore.path("startedAt").asText()), zone),
                restore.path("backup").asText(),
                restore.path("target").asText(),
                restore.path("startedBy").asText()));
    if (restore.hasNonNull("progress")) {
      lines.add("  " + progress(restore.path("progress")));
    }
    if (restore.hasNonNull("safety")) {
      lines.add("  what it held before: " + restore.path("safety").asText());
    }
    restore
        .path("remarks")
        .forEach(remark -> lines.addAll(Words.wrap("  " + remark.asText(), "  ")));
    if (restore.hasNonNull("problem")) {
      lines.addAll(Words.wrap("  " + restore.path("problem").asText(), "  "));
    }
    return lines;
  }

  private static String state(JsonNode restore) {
    if (restore.hasNonNull("outcome")) {
      return restore.path("outcome").asText();
    }
    return restore.path("phase").asText("running");
  }

  private static String progress(JsonNode progress) {
    String remaining =
        progress.hasNonNull("remaining")
            ? ", " + Words.duration(Duration.parse(progress.path("remaining").asText())) + " to go"
            : "";
    return "%s of %s, %s/s%s"
        .formatted(
            Words.size(progress.path("bytes").asLong()),
            Words.size(progress.path("total").asLong()),
            Words.size(progress.path("bytesPerSecond").asLong()),
            remaining);
  }
}

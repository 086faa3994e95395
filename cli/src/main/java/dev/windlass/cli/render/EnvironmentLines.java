package dev.windlass.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** How an environment stands, and lists of deployments. */
public final class EnvironmentLines {

  private EnvironmentLines() {}

  /** An environment in which nothing runs. */
  public static List<String> resting(JsonNode environment, ZoneId zone) {
    List<String> lines = new ArrayList<>();
    JsonNode live = environment.path("live");
    String name = environment.path("environment").asText();
    lines.add(
        "%s %s · %s%s"
            .formatted(
                environment.path("application").asText(),
                name,
                live.hasNonNull("id")
                    ? "live %s (%s)"
                        .formatted(
                            live.get("id").asText(), Words.brief(live.path("revision").asText()))
                    : "nothing is live yet",
                environment.path("dirty").asBoolean()
                    ? " · DIRTY: a run ended without being undone; look at the hosts first"
                    : ""));
    JsonNode last = environment.path("last");
    if (last.hasNonNull("number")) {
      lines.add("last   " + deployment(last, zone));
    }
    lines.add("now    nothing running");
    lines.add(
        last.hasNonNull("number")
            ? "next: windlass logs " + last.get("number").asLong()
            : "next: windlass plan " + name);
    return lines.stream().map(line -> Words.clip(line, Words.WIDTH)).toList();
  }

  /** One deployment of a list. */
  public static String deployment(JsonNode view, ZoneId zone) {
    boolean over = view.hasNonNull("outcome");
    String when = over ? view.path("endedAt").asText("") : view.path("startedAt").asText("");
    String text =
        "%5d  %-10s %-12s %-14s %-16s %s  by %s%s"
            .formatted(
                view.path("number").asLong(),
                view.path("application").asText(),
                view.path("environment").asText(),
                over ? view.get("outcome").asText() : view.path("phase").asText("no answer"),
                view.path("release").asText(""),
                when.isEmpty() ? "" : Words.moment(Instant.parse(when), zone),
                view.path("startedBy").asText(),
                view.hasNonNull("reason") ? "  " + view.get("reason").asText() : "");
    return Words.clip(text.stripTrailing(), Words.WIDTH);
  }
}

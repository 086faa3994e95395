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
    if (environment.hasNonNull("maintenance")) {
      lines.add(maintenance(environment.get("maintenance"), zone));
    }
    if (environment.hasNonNull("watch")) {
      lines.addAll(AlarmLines.standing(environment.get("watch"), zone));
    }
    if (environment.hasNonNull("backups")) {
      lines.addAll(AlarmLines.backups(environment.get("backups"), zone));
    }
    lines.add("now    nothing running");
    for (JsonNode left : environment.path("unclosed")) {
      lines.add(
          "left   %5d  %s".formatted(left.path("number").asLong(), left.path("remark").asText()));
    }
    lines.add("next: windlass " + next(environment, name));
    return lines.stream().map(line -> Words.clip(line, Words.WIDTH)).toList();
  }

  private static String next(JsonNode environment, String name) {
    if (!environment.path("unclosed").isEmpty()) {
      return "recover " + name;
    }
    JsonNode last = environment.path("last");
    return last.hasNonNull("number") ? "logs " + last.get("number").asLong() : "plan " + name;
  }

  /** Whether this deployment was ended from outside and nobody knows how it left the hosts. */
  public static boolean isUnclosed(JsonNode view) {
    return !view.hasNonNull("outcome") && view.path("phase").asText().equals("ended");
  }

  /** Since when, by whom, until when, and why. */
  public static String maintenance(JsonNode state, ZoneId zone) {
    return "maintenance on since %s by %s, %s%s"
        .formatted(
            Words.moment(Instant.parse(state.path("since").asText()), zone),
            state.path("by").asText(),
            state.hasNonNull("until")
                ? "until " + Words.moment(Instant.parse(state.get("until").asText()), zone)
                : "until a person ends it",
            state.hasNonNull("why") ? ": " + state.get("why").asText() : "");
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

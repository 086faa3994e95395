package dev.windlass.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.BackupLines;
import dev.windlass.cli.render.Words;
import dev.windlass.cli.terminal.Terminal;
import dev.windlass.sandbox.demo.DemoSite;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A backup of the shop's database, and the proof on a second server that it can come back. */
final class DrillAct {

  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration BETWEEN = Duration.ofMillis(200);
  private static final String PLACE =
      "/applications/%s/environments/%s/".formatted(DemoSite.APPLICATION, DemoSite.ENVIRONMENT);

  private final Terminal terminal;
  private final WindlassServer server;
  private final Claims claims;

  DrillAct(Terminal terminal, WindlassServer server, Claims claims) {
    this.terminal = terminal;
    this.server = server;
    this.claims = claims;
  }

  /** Claims that the drill passed, damaged copies included; the backup has to be there for it. */
  void tell() throws IOException {
    JsonNode backup = ended("backups", WindlassServer.object().put("kind", "DATABASE"));
    new BackupLines(terminal.clock().getZone()).of(backup).forEach(terminal::line);
    JsonNode drill =
        backup.path("state").asText().equals("whole")
            ? ended("drills", WindlassServer.object())
            : MissingNode.getInstance();
    if (drill.hasNonNull("endedAt")) {
      report(drill);
    }
    claims.add(
        "a backup of the shop's database came back on another server, and damaged copies did not",
        drill.path("state").asText().equals("pass") && drill.path("control").asBoolean());
  }

  /** Starts the first one of these, and waits for its end. */
  private JsonNode ended(String kind, ObjectNode wanted) throws IOException {
    server.post(PLACE + kind, wanted);
    Instant last = Instant.now().plus(LONGEST);
    JsonNode newest;
    do {
      try {
        Thread.sleep(BETWEEN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      newest = server.get(PLACE + kind + "?limit=1").path(0);
    } while (!newest.hasNonNull("endedAt") && Instant.now().isBefore(last));
    return newest;
  }

  /** In short what {@code windlass drills demo --report …} shows as a page. */
  private void report(JsonNode drill) {
    String id = drill.path("id").asText();
    terminal.line(
        "report of %s: %s of %s"
            .formatted(id, drill.path("state").asText(), drill.path("backup").asText()));
    for (JsonNode finding : drill.path("findings")) {
      String verdict = finding.path("verdict").asText();
      if (!verdict.equals("noData")) {
        terminal.line(
            Words.clip(
                " %-5s %-25s %s"
                    .formatted(
                        verdict, finding.path("check").asText(), finding.path("detail").asText()),
                Words.WIDTH));
      }
    }
    terminal.line(
        " back and checked after %s; age of the newest backup %s"
            .formatted(measure(drill, "recovery"), measure(drill, "dataAge")));
    terminal.line(" all of it: windlass drills demo --report " + id);
  }

  /** {@code 0.5 s (objective 1 m)}. */
  private static String measure(JsonNode drill, String name) {
    double objective = drill.path(name + "ObjectiveSeconds").asDouble();
    return String.format(
        Locale.ROOT,
        "%.1f s (objective %s)",
        drill.path(name + "Seconds").asDouble(),
        Words.duration(Duration.ofMillis((long) (objective * 1000))));
  }
}

package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.BackupLines;
import dev.windlass.cli.render.EnvironmentLines;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.render.RestoreLines;
import dev.windlass.cli.terminal.Terminal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Restores a backup of the database; without a choice, shows what there is to choose from. */
@Command(
    name = "restore",
    description =
        "Restores a backup of an environment's database; without a choice it lists the backups, the releases and the restores.")
final class Restore extends RestoringVerb {

  private static final int SHOWN = 10;
  private static final int LOOKED_BACK = 500;
  private static final Set<String> LIVE = Set.of("DEPLOYMENT", "ROLLBACK");
  private static final Wording WORDING =
      new Wording("restore, and lose what was written since?", "not restored", "restore", "");

  @Option(
      names = "--tables",
      split = ",",
      paramLabel = "<table>",
      description = "Only these, as the backup's manifest names them.")
  private List<String> tables = new ArrayList<>();

  @Option(
      names = "--to",
      paramLabel = "<target>",
      description = "Into a target that the file declares; else into the environment's own.")
  private @Nullable String to;

  @Option(
      names = "--emergency",
      description = "Maintenance on before, off at the end; stays on after a failure.")
  private boolean emergency;

  @Option(
      names = "--code",
      paramLabel = "<release>",
      description = "With --emergency: this release comes back, or matching: that of the backup.")
  private @Nullable String code;

  @Option(
      names = "--open-on-failure",
      description = "With --emergency: off also after a failure that left the database as before.")
  private boolean opens;

  @Option(names = "--abort", paramLabel = "<restore>", description = "Aborts a running one.")
  private @Nullable String abort;

  Restore(Terminal terminal) {
    super(terminal, "restore");
  }

  @Override
  Exit run(WindlassServer server) {
    if (abort != null) {
      server.post(path() + "/" + abort + "/abort", WindlassServer.object());
      terminal().line("aborting " + abort + "; the target is left as before");
      terminal().line("next: windlass restore " + environment());
      return Exit.SUCCEEDED;
    }
    if (!isChosen()) {
      return choices(server);
    }
    if (!emergency && (code != null || opens)) {
      throw new UsageException("--code and --open-on-failure need --emergency");
    }
    return begin(server, wanted(), options(), WORDING);
  }

  private Exit choices(WindlassServer server) {
    JsonNode backups =
        server.get(
            "/applications/%s/environments/%s/backups?limit=%d"
                .formatted(application(), environment(), SHOWN));
    ArrayNode releases = live(server);
    JsonNode restores = server.get(path() + "?limit=" + SHOWN);
    if (isJson()) {
      ObjectNode all = WindlassServer.object();
      all.set("backups", backups);
      all.set("deployments", releases);
      all.set("restores", restores);
      print(all);
      return Exit.SUCCEEDED;
    }
    ZoneId zone = terminal().clock().getZone();
    terminal().line(backups.isEmpty() ? "no backups" : "backups, newest first");
    BackupLines lines = new BackupLines(zone);
    backups.forEach(each -> lines.of(each).forEach(terminal()::line));
    terminal().line(releases.isEmpty() ? "no releases" : "releases, newest first");
    releases.forEach(each -> terminal().line(EnvironmentLines.deployment(each, zone)));
    terminal().line(restores.isEmpty() ? "no restores" : "restores, newest first");
    for (JsonNode each : restores) {
      // Only a running one has more to tell than its record.
      JsonNode now =
          each.hasNonNull("endedAt") ? each : server.get(path() + "/" + each.path("id").asText());
      new RestoreLines(zone).of(now).forEach(terminal()::line);
    }
    terminal()
        .line(
            backups.isEmpty()
                ? "next: windlass backup " + environment()
                : "next: windlass restore " + environment() + " latest");
    return Exit.SUCCEEDED;
  }

  /** What went live last: what a backup's code may be. */
  private ArrayNode live(WindlassServer server) {
    ArrayNode live = WindlassServer.object().putArray("live");
    server
        .get(
            "/deployments?limit=%d&application=%s&environment=%s"
                .formatted(LOOKED_BACK, application(), environment()))
        .valueStream()
        .filter(run -> LIVE.contains(run.path("kind").asText()))
        .filter(run -> run.path("outcome").asText().equals("succeeded"))
        .limit(SHOWN)
        .forEach(live::add);
    return live;
  }

  private ObjectNode wanted() {
    ObjectNode wanted = choice();
    if (to != null) {
      wanted.put("to", to);
    }
    ArrayNode chosen = wanted.putArray("tables");
    tables.forEach(chosen::add);
    if (emergency) {
      ObjectNode around = wanted.putObject("emergency").put("otherwise", opens ? "open" : "closed");
      if (code != null) {
        around.put("code", code);
      }
    }
    return wanted;
  }

  private List<String> options() {
    List<String> typed = new ArrayList<>();
    if (!tables.isEmpty()) {
      typed.add("--tables " + String.join(",", tables));
    }
    if (to != null) {
      typed.add("--to " + to);
    }
    if (emergency) {
      typed.add("--emergency");
    }
    if (code != null) {
      typed.add("--code " + code);
    }
    if (opens) {
      typed.add("--open-on-failure");
    }
    return typed;
  }
}

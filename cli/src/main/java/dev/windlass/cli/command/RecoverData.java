package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.render.RestoreLines;
import dev.windlass.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Leads through a recovery of the database; asks before it writes and before it opens again. */
@Command(
    name = "recover-data",
    description =
        "Leads through a recovery of an environment's database: shows where it went wrong, closes, asks, restores, verifies, asks, opens.")
final class RecoverData extends ApplicationVerb {

  @Parameters(index = "0", paramLabel = "<environment>", description = "Of which environment.")
  private String environment = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "<backup>",
      description = "Id of a backup, or latest (default).")
  private @Nullable String backup;

  @Option(
      names = "--at",
      paramLabel = "<moment>",
      description = "The newest backup taken before, e.g. 2026-11-21T02:00:00Z.")
  private @Nullable String at;

  @Option(
      names = "--code",
      paramLabel = "<release>",
      description = "This release comes back, or matching: that of the backup; else it stays.")
  private @Nullable String code;

  @Option(names = "--go-on", paramLabel = "<restore>", description = "Says yes to what it asks.")
  private @Nullable String goOn;

  @Option(names = "--abort", paramLabel = "<restore>", description = "Says no; it stays closed.")
  private @Nullable String abort;

  @Option(names = "--yes", description = "Do not ask before it begins.")
  private boolean yes;

  RecoverData(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    if (goOn != null) {
      return answered(server, goOn, "go-on", "goes on");
    }
    if (abort != null) {
      return answered(server, abort, "abort", "is being aborted; maintenance stays on");
    }
    apply(server);
    ObjectNode wanted = wanted();
    JsonNode plan = server.post(path() + "/plan", wanted);
    if (!isJson()) {
      plan.path("text").forEach(line -> terminal().line(line.asText()));
    }
    if (!yes && !terminal().agrees("close the application and begin?")) {
      terminal().line("not begun; nothing changed");
      terminal().line("next: windlass recover-data %s %s --yes".formatted(environment, id(plan)));
      return Exit.REFUSED;
    }
    // Exactly what was shown, also when a newer backup has come meanwhile.
    wanted.put("backup", id(plan)).remove("at");
    if (plan.hasNonNull("codePlan")) {
      wanted.withObject("/emergency").put("codePlan", plan.path("codePlan").asText());
    }
    wanted.put("plan", plan.path("hash").asText());
    JsonNode begun = server.post(path(), wanted);
    if (isJson()) {
      print(begun);
      return Exit.SUCCEEDED;
    }
    terminal().line("recovery begun as " + begun.path("workflowId").asText());
    terminal().line("next: windlass restore " + environment + "  (it asks there)");
    return Exit.SUCCEEDED;
  }

  private Exit answered(WindlassServer server, String restore, String answer, String words) {
    server.post(path() + "/" + restore + "/" + answer, WindlassServer.object());
    terminal().line(restore + " " + words);
    new RestoreLines(terminal().clock().getZone())
        .of(server.get(path() + "/" + restore))
        .forEach(terminal()::line);
    terminal().line("next: windlass restore " + environment);
    return Exit.SUCCEEDED;
  }

  private ObjectNode wanted() {
    ObjectNode wanted = WindlassServer.object();
    if (at != null) {
      wanted.put("at", at);
    } else {
      wanted.put("backup", backup == null ? "latest" : backup);
    }
    ObjectNode around = wanted.putObject("emergency").put("otherwise", "closed");
    around.put("guided", true);
    if (code != null) {
      around.put("code", code);
    }
    return wanted;
  }

  private static String id(JsonNode plan) {
    return plan.path("backup").asText();
  }

  private String path() {
    return "/applications/%s/environments/%s/restores".formatted(application(), environment);
  }
}

package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drills a backup. */
@Command(
    name = "drill",
    description = "Restores a backup into the scratch server, checks it, and drops it again.")
final class Drill extends ApplicationVerb {

  @Parameters(paramLabel = "<environment>", description = "Of which environment.")
  private String environment = "";

  @Option(
      names = "--backup",
      paramLabel = "<backup>",
      defaultValue = "latest",
      description = "Its id, latest or random (${DEFAULT-VALUE}).")
  private String backup = "latest";

  @Option(
      names = "--control",
      description = "Drills a damaged copy too, which must fail, whatever the count.")
  private boolean control;

  Drill(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    apply(server);
    JsonNode started =
        server.post(
            "/applications/%s/environments/%s/drills".formatted(application(), environment),
            WindlassServer.object().put("backup", backup).put("control", control));
    if (isJson()) {
      print(started);
      return Exit.SUCCEEDED;
    }
    terminal().line("drill begun as " + started.path("workflowId").asText());
    terminal().line("next: windlass drills " + environment);
    return Exit.SUCCEEDED;
  }
}

package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
      names = "--rehearse",
      paramLabel = "<release>",
      description =
          "Then run its pending migrations there and measure: a release, or a revision or artifact of a plan.")
  private String rehearse = "";

  Drill(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    apply(server);
    ObjectNode wanted = WindlassServer.object().put("backup", backup);
    if (!rehearse.isEmpty()) {
      wanted.put("rehearse", rehearse);
    }
    JsonNode started =
        server.post(
            "/applications/%s/environments/%s/drills".formatted(application(), environment),
            wanted);
    if (isJson()) {
      print(started);
      return Exit.SUCCEEDED;
    }
    terminal().line("drill begun as " + started.path("workflowId").asText());
    terminal().line("next: windlass drills " + environment);
    return Exit.SUCCEEDED;
  }
}

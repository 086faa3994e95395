package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a code with which a plain signal of the Temporal UI proves who sent it. */
@Command(
    name = "code",
    description = "Shows a one-time code for a gate that is answered in the Temporal UI.")
final class Code extends DeploymentVerb {

  @Parameters(index = "1", paramLabel = "<gate>", description = "The gate that waits.")
  private String gate = "";

  Code(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    String deployment = deployment(server);
    JsonNode shown =
        server.post(
            "/deployments/%s/gates/%s/code".formatted(deployment, gate), WindlassServer.object());
    if (isJson()) {
      print(shown);
    } else {
      terminal().line("code for gate " + gate + ", good once: " + shown.path("code").asText());
      terminal()
          .line("next: in the Temporal UI, Send a Signal approve with " + shown.path("signal"));
    }
    return Exit.SUCCEEDED;
  }
}

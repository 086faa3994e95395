package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import picocli.CommandLine.Command;

/** Brings the file to the server. */
@Command(
    name = "apply",
    description = "Brings the file to the server. plan and deploy do that by themselves.")
final class Apply extends ApplicationVerb {

  Apply(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    JsonNode change = server.putFile(specification().application(), text());
    if (isJson()) {
      print(change);
      return Exit.SUCCEEDED;
    }
    terminal().line(applied(change));
    remarks(change);
    change.path("diff").asText("").lines().forEach(terminal()::line);
    terminal()
        .line("next: windlass plan " + specification().environments().keySet().iterator().next());
    return Exit.SUCCEEDED;
  }
}

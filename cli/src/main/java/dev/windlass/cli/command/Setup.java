package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prepares empty hosts. */
@Command(
    name = "setup",
    description = "Makes the directories on empty hosts and proves that jobs work there.")
final class Setup extends ApplicationVerb {

  @Parameters(paramLabel = "<environment>", description = "Which hosts.")
  private String environment = "";

  @Mixin private Starting starting = new Starting();

  Setup(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    apply(server);
    JsonNode plan =
        server.post(
            "/applications/%s/environments/%s/plans".formatted(application(), environment),
            WindlassServer.object().put("setup", true));
    return starting.start(server, plan, this);
  }
}

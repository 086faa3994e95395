package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a plan. */
@Command(
    name = "plan",
    description = "Inspects the hosts and shows what a deployment would do. Changes nothing.",
    subcommands = Plan.Show.class)
final class Plan extends PlanningVerb {

  Plan(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    JsonNode plan = plan(server);
    if (isJson()) {
      print(plan);
    } else {
      plan.path("text").asText().lines().forEach(terminal()::line);
    }
    return Exit.SUCCEEDED;
  }

  /** Shows every command of a plan. */
  @Command(name = "show", description = "Shows every command of a plan, host by host.")
  static final class Show extends ClientVerb {

    @Parameters(paramLabel = "<plan>", description = "The plan's hash, or its beginning.")
    private String hash = "";

    Show(Terminal terminal) {
      super(terminal);
    }

    @Override
    Exit run(WindlassServer server) {
      JsonNode plan = server.get("/plans/" + hash);
      if (isJson()) {
        print(plan);
      } else {
        plan.path("full").asText().lines().forEach(terminal()::line);
      }
      return Exit.SUCCEEDED;
    }
  }
}

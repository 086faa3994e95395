package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a deployment. */
@Command(
    name = "deploy",
    description = "Starts a deployment: of a plan that was shown, or of one that is made now.")
final class Deploy extends PlanningVerb {

  @Option(
      names = "--plan",
      paramLabel = "<plan>",
      description = "The hash of the plan that was shown, or its beginning.")
  private @Nullable String plan;

  @Mixin private Starting starting = new Starting();

  Deploy(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    JsonNode chosen = plan == null ? plan(server) : server.get("/plans/" + plan);
    String meant = chosen.path("environment").asText();
    if (!meant.equals(environment())) {
      throw new UsageException(
          "plan %s is for %s, not for %s; nothing started".formatted(plan, meant, environment()));
    }
    if (plan == null) {
      show(chosen);
    }
    return starting.start(server, chosen, this);
  }
}

package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes back to a release that is still on the hosts. */
@Command(
    name = "rollback",
    description =
        "Goes back to the good release before the live one; takes back a run that goes on.")
final class Rollback extends ApplicationVerb {

  @Parameters(
      paramLabel = "<environment|deployment>",
      description = "Where; or the number of a running deployment, which is then undone.")
  private String what = "";

  @Option(names = "--to", paramLabel = "<release>", description = "Another release than that.")
  private @Nullable String to;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Mixin private Starting starting = new Starting();

  Rollback(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    if (what.matches("[0-9]+")) {
      JsonNode receipt = server.post("/deployments/" + what + "/undo", WindlassServer.object());
      terminal().line(receipt.path("said").asText("undoing"));
      terminal().line("next: windlass status " + what + " --watch");
      return Exit.SUCCEEDED;
    }
    ObjectNode wanted = WindlassServer.object();
    ObjectNode back = wanted.putObject("rollback");
    if (to != null) {
      back.put("to", to);
    }
    JsonNode plan =
        server.post(
            "/applications/%s/environments/%s/plans".formatted(application(), what), wanted);
    show(plan);
    if (!yes && !terminal().agrees("roll back?")) {
      terminal().line("not rolled back; nothing changed");
      terminal().line("next: windlass rollback " + what + " --yes");
      return Exit.REFUSED;
    }
    return starting.start(server, plan, this);
  }
}

package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Clears away what a run left that was ended from outside. */
@Command(
    name = "recover",
    description = {
      "Clears away what a run left half done that was terminated in Temporal:",
      "ends its jobs, makes weights even and one release live on every host."
    })
final class Recover extends ApplicationVerb {

  @Parameters(paramLabel = "<environment>", description = "Where.")
  private String environment = "";

  @ArgGroup private Way way = new Way();

  /** Which release is to be live afterwards. */
  static final class Way {
    @Option(names = "--undo", description = "Back to the release that was live (default).")
    private boolean undo;

    @Option(names = "--adopt", description = "Keep what the hosts have, if all have the same.")
    private boolean adopt;
  }

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Mixin private Starting starting = new Starting();

  Recover(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    ObjectNode wanted = WindlassServer.object();
    wanted.putObject("recover").put("adopt", way.adopt && !way.undo);
    JsonNode plan =
        server.post(
            "/applications/%s/environments/%s/plans".formatted(application(), environment), wanted);
    show(plan);
    if (!yes && !terminal().agrees("recover?")) {
      terminal().line("not recovered; nothing changed");
      terminal().line("next: windlass recover " + environment + " --yes");
      return Exit.REFUSED;
    }
    return starting.start(server, plan, this);
  }
}

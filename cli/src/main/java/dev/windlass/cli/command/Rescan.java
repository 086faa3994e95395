package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.render.RescanLines;
import dev.windlass.cli.terminal.Terminal;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Rebuilds the catalogue. */
@Command(
    name = "rescan",
    description =
        "Reads the stores, enters whole backups that the catalogue does not know, names what is half, broken or edited. Removes nothing.")
final class Rescan extends ApplicationVerb {

  private static final int EVERY_MILLIS = 500;

  @Parameters(paramLabel = "<environment>", description = "Of which environment.")
  private String environment = "";

  Rescan(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    apply(server);
    String door =
        "/applications/%s/environments/%s/backups/rescan".formatted(application(), environment);
    server.post(door, WindlassServer.object());
    JsonNode end = awaitEnd(server, door);
    if (isJson()) {
      print(end);
    } else {
      RescanLines.of(end).forEach(terminal()::line);
      terminal().line("next: windlass backups " + environment);
    }
    return RescanLines.isClean(end) ? Exit.SUCCEEDED : Exit.FAILED;
  }

  private static JsonNode awaitEnd(WindlassServer server, String door) {
    while (true) {
      JsonNode found = server.get(door);
      if (found.path("state").asText().equals("ended")) {
        return found;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return found;
      }
    }
  }
}

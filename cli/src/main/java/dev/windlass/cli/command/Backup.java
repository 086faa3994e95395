package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a backup. */
@Command(
    name = "backup",
    description = "Takes a backup of an environment's database, or of its files.")
final class Backup extends ApplicationVerb {

  @Parameters(paramLabel = "<environment>", description = "Of which environment.")
  private String environment = "";

  @Option(names = "--files", description = "Of the files; else of the database.")
  private boolean files;

  Backup(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    apply(server);
    JsonNode started =
        server.post(
            "/applications/%s/environments/%s/backups".formatted(application(), environment),
            WindlassServer.object().put("kind", files ? "FILES" : "DATABASE"));
    if (isJson()) {
      print(started);
      return Exit.SUCCEEDED;
    }
    terminal().line("backup begun as " + started.path("workflowId").asText());
    terminal().line("next: windlass backups " + environment);
    return Exit.SUCCEEDED;
  }
}

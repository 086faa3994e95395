package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a backup, or ends one that is being taken. */
@Command(
    name = "backup",
    description = "Takes a backup of an environment's database, or of its files.")
final class Backup extends ApplicationVerb {

  @Parameters(paramLabel = "<environment>", description = "Of which environment.")
  private String environment = "";

  @Option(names = "--files", description = "Of the files; else of the database.")
  private boolean files;

  @Option(names = "--abort", paramLabel = "<backup>", description = "Aborts a running one.")
  private @Nullable String abort;

  Backup(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    String path = "/applications/%s/environments/%s/backups".formatted(application(), environment);
    if (abort != null) {
      return abort(server, path, abort);
    }
    apply(server);
    JsonNode started =
        server.post(path, WindlassServer.object().put("kind", files ? "FILES" : "DATABASE"));
    if (isJson()) {
      print(started);
      return Exit.SUCCEEDED;
    }
    terminal().line("backup begun as " + started.path("workflowId").asText());
    terminal().line("next: windlass backups " + environment);
    return Exit.SUCCEEDED;
  }

  private Exit abort(WindlassServer server, String path, String backup) {
    if (files) {
      throw new UsageException("--abort ends a backup, --files begins one; type either");
    }
    server.post(path + "/" + backup + "/abort", WindlassServer.object());
    terminal().line("aborting " + backup + "; nothing half done is left in a store");
    terminal().line("next: windlass backups " + environment);
    return Exit.SUCCEEDED;
  }
}

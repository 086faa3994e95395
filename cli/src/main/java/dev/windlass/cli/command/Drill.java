package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drills a backup. */
@Command(
    name = "drill",
    description = "Restores a backup into the scratch server, checks it, and drops it again.")
final class Drill extends ApplicationVerb {

  @Parameters(paramLabel = "<environment>", description = "Of which environment.")
  private String environment = "";

  @Option(
      names = "--backup",
      paramLabel = "<backup>",
      description = "Its id, latest or random (latest).")
  private @Nullable String backup;

  @Option(
      names = "--abort",
      description = "Ends the drill that runs, and drops its scratch database.")
  private boolean abort;

  @Option(
      names = "--control",
      description = "Drills a damaged copy too, which must fail, whatever the count.")
  private boolean control;

  @Option(
      names = "--rehearse",
      paramLabel = "<release>",
      description =
          "Then run its pending migrations there and measure: a release, a revision or artifact of a plan, or a packed file.")
  private @Nullable String rehearse;

  Drill(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    String path = "/applications/%s/environments/%s/drills".formatted(application(), environment);
    if (abort) {
      return abort(server, path);
    }
    apply(server);
    JsonNode started = server.post(path, wanted(server));
    if (isJson()) {
      print(started);
      return Exit.SUCCEEDED;
    }
    terminal().line("drill begun as " + started.path("workflowId").asText());
    terminal().line("next: windlass drills " + environment);
    return Exit.SUCCEEDED;
  }

  /** What was typed; the server knows what is meant by the rest. */
  private ObjectNode wanted(WindlassServer server) {
    ObjectNode wanted = WindlassServer.object();
    if (backup != null) {
      wanted.put("backup", backup);
    }
    if (control) {
      wanted.put("control", true);
    }
    if (rehearse != null) {
      Path file = Path.of(rehearse);
      wanted.put(
          "rehearse", Files.isRegularFile(file) ? new ArtifactFile(file).sendTo(server) : rehearse);
    }
    return wanted;
  }

  private Exit abort(WindlassServer server, String path) {
    if (backup != null || control || rehearse != null) {
      throw new UsageException(
          "--abort ends the drill that runs, --backup, --control and --rehearse begin one; type either");
    }
    JsonNode aborted = server.post(path + "/abort", WindlassServer.object());
    if (isJson()) {
      print(aborted);
      return Exit.SUCCEEDED;
    }
    String name = aborted.path(aborted.hasNonNull("drill") ? "drill" : "workflowId").asText();
    terminal().line("aborting " + name + "; its scratch database is dropped");
    terminal().line("next: windlass drills " + environment);
    return Exit.SUCCEEDED;
  }
}

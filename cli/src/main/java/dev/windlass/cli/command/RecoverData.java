package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.render.RestoreLines;
import dev.windlass.cli.terminal.Terminal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Leads through a recovery of the database; asks before it writes and before it opens again. */
@Command(
    name = "recover-data",
    description =
        "Leads through a recovery of an environment's database: shows where it went wrong, closes, asks, restores, verifies, asks, opens.")
final class RecoverData extends RestoringVerb {

  private static final Wording WORDING =
      new Wording("close the application and begin?", "not begun", "recovery", "  (it asks there)");

  @Option(
      names = "--code",
      paramLabel = "<release>",
      description = "This release comes back, or matching: that of the backup; else it stays.")
  private @Nullable String code;

  @Option(names = "--go-on", paramLabel = "<restore>", description = "Says yes to what it asks.")
  private @Nullable String goOn;

  @Option(names = "--abort", paramLabel = "<restore>", description = "Says no; it stays closed.")
  private @Nullable String abort;

  RecoverData(Terminal terminal) {
    super(terminal, "recover-data");
  }

  @Override
  Exit run(WindlassServer server) {
    if (goOn != null) {
      return answered(server, goOn, "go-on", "goes on");
    }
    if (abort != null) {
      return answered(server, abort, "abort", "is being aborted; maintenance stays on");
    }
    List<String> options = code == null ? List.of() : List.of("--code " + code);
    return begin(server, wanted(), options, WORDING);
  }

  private Exit answered(WindlassServer server, String restore, String answer, String words) {
    server.post(path() + "/" + restore + "/" + answer, WindlassServer.object());
    terminal().line(restore + " " + words);
    new RestoreLines(terminal().clock().getZone())
        .of(server.get(path() + "/" + restore))
        .forEach(terminal()::line);
    terminal().line("next: windlass restore " + environment());
    return Exit.SUCCEEDED;
  }

  private ObjectNode wanted() {
    ObjectNode wanted = choice();
    ObjectNode around = wanted.putObject("emergency").put("otherwise", "closed");
    around.put("guided", true);
    if (code != null) {
      around.put("code", code);
    }
    return wanted;
  }
}

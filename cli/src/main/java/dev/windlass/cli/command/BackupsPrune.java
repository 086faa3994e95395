package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.render.RetentionLines;
import dev.windlass.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what retention would delete. */
@Command(
    name = "prune",
    description =
        "Shows which backups the next backup's run would delete, and why it keeps the others.")
final class BackupsPrune extends ApplicationVerb {

  @Parameters(paramLabel = "<environment>", description = "Of which environment.")
  private String environment = "";

  @Option(
      names = "--dry-run",
      required = true,
      description = "Required: only the run of a backup deletes, at its end.")
  private boolean dryRun;

  BackupsPrune(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    if (!dryRun) {
      throw new UsageException("only --dry-run: the run of a backup deletes, at its end");
    }
    apply(server);
    JsonNode kinds =
        server.get(
            "/applications/%s/environments/%s/backups/retention"
                .formatted(application(), environment));
    if (isJson()) {
      print(kinds);
      return Exit.SUCCEEDED;
    }
    terminal().line("%s %s · nothing changed".formatted(application(), environment));
    RetentionLines lines = new RetentionLines(terminal().clock().getZone());
    kinds.forEach(kind -> lines.of(kind).forEach(terminal()::line));
    terminal()
        .line(
            kinds.isEmpty()
                ? "the file declares no backups. next: backups: {database: {…}, stores: […]} in the file"
                : "next: windlass backup " + environment);
    return Exit.SUCCEEDED;
  }
}

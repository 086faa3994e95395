package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.BackupLines;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.render.ScheduleLines;
import dev.windlass.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists backups. */
@Command(
    name = "backups",
    description = "Lists an environment's backups, newest first, and when the next is taken.",
    subcommands = {BackupsPrune.class, Rescan.class})
final class Backups extends ApplicationVerb {

  @Parameters(
      arity = "0..1", // a verb below this one has none
      paramLabel = "<environment>",
      description = "Of which environment.")
  private @Nullable String environment;

  @Option(
      names = "--limit",
      paramLabel = "<number>",
      defaultValue = "20",
      description = "At most so many (${DEFAULT-VALUE}).")
  private int limit = 20;

  Backups(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    if (environment == null) {
      throw new UsageException("of which environment? windlass backups <environment>");
    }
    String place = "/applications/%s/environments/%s/backups".formatted(application(), environment);
    JsonNode list = server.get(place + "?limit=" + limit);
    if (isJson()) {
      print(list);
      return Exit.SUCCEEDED;
    }
    ScheduleLines schedules = new ScheduleLines(terminal().clock().getZone());
    server
        .get(place + "/schedules")
        .forEach(schedule -> schedules.of(schedule).forEach(terminal()::line));
    BackupLines lines = new BackupLines(terminal().clock().getZone());
    list.forEach(backup -> lines.of(backup).forEach(terminal()::line));
    terminal()
        .line(
            list.isEmpty()
                ? "no backups. next: windlass backup " + environment
                : "next: windlass backup " + environment);
    return Exit.SUCCEEDED;
  }
}

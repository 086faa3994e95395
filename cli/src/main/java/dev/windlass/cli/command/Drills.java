package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.DrillLines;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.render.ScheduleLines;
import dev.windlass.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists drills, or prints the report of one. */
@Command(
    name = "drills",
    description =
        "Lists an environment's drills and when the next runs, or prints the report of one.")
final class Drills extends ApplicationVerb {

  @Parameters(paramLabel = "<environment>", description = "Of which environment.")
  private String environment = "";

  @Option(names = "--report", paramLabel = "<drill>", description = "All that this one found.")
  private @Nullable String report;

  @Option(
      names = "--limit",
      paramLabel = "<number>",
      defaultValue = "20",
      description = "At most so many (${DEFAULT-VALUE}).")
  private int limit = 20;

  Drills(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    String path = "/applications/%s/environments/%s/drills".formatted(application(), environment);
    if (report != null) {
      server.text(path + "/" + report + "/report").lines().forEach(terminal()::line);
      return Exit.SUCCEEDED;
    }
    JsonNode list = server.get(path + "?limit=" + limit);
    if (isJson()) {
      print(list);
      return Exit.SUCCEEDED;
    }
    ScheduleLines schedules = new ScheduleLines(terminal().clock().getZone());
    server
        .get(path + "/schedules")
        .forEach(schedule -> schedules.of(schedule).forEach(terminal()::line));
    DrillLines lines = new DrillLines(terminal().clock().getZone());
    list.forEach(drill -> lines.of(drill).forEach(terminal()::line));
    terminal()
        .line(
            list.isEmpty()
                ? "no drills. next: windlass drill " + environment
                : "next: windlass drills %s --report %s"
                    .formatted(environment, list.path(0).path("id").asText()));
    return Exit.SUCCEEDED;
  }
}

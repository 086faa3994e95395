package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.EnvironmentLines;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An application that is closed to its visitors. */
@Command(
    name = "maintenance",
    description = "Closes an application to its visitors, opens it, and says how it stands.",
    subcommands = {
      Maintenance.On.class,
      Maintenance.Off.class,
      Maintenance.Status.class,
      MaintenanceBypass.class
    })
final class Maintenance {

  private static final String PLACE = "/applications/%s/environments/%s/";

  /** Closes. */
  @Command(name = "on", description = "Closes the application; queue workers rest.")
  static final class On extends ApplicationVerb {

    @Parameters(paramLabel = "<environment>", description = "Where.")
    private String environment = "";

    @Option(
        names = "--message",
        paramLabel = "<text>",
        description = "Other words than the file's.")
    private @Nullable String message;

    @Option(
        names = "--for",
        paramLabel = "<time>",
        description =
            "At most so long, e.g. 20s, 30m or 1h30m; 0s: until a person ends it; else the file's limit.")
    private @Nullable String limit;

    @Mixin private Starting starting = new Starting();

    On(Terminal terminal) {
      super(terminal);
    }

    @Override
    Exit run(WindlassServer server) {
      apply(server);
      ObjectNode wanted = WindlassServer.object();
      ObjectNode maintenance = wanted.putObject("maintenance").put("on", true);
      if (message != null) {
        maintenance.put("message", message);
      }
      if (limit != null) {
        maintenance.put("limit", seconds(limit));
      }
      return starting.start(server, plan(server, this, environment, wanted), this);
    }
  }

  /** Opens. */
  @Command(name = "off", description = "Opens the application; queue workers go on.")
  static final class Off extends ApplicationVerb {

    @Parameters(paramLabel = "<environment>", description = "Where.")
    private String environment = "";

    @Mixin private Starting starting = new Starting();

    Off(Terminal terminal) {
      super(terminal);
    }

    @Override
    Exit run(WindlassServer server) {
      ObjectNode wanted = WindlassServer.object();
      wanted.putObject("maintenance").put("on", false);
      return starting.start(server, plan(server, this, environment, wanted), this);
    }
  }

  /** Says how it stands. */
  @Command(name = "status", description = "Since when, by whom, until when, and why.")
  static final class Status extends ApplicationVerb {

    @Parameters(paramLabel = "<environment>", description = "Where.")
    private String environment = "";

    Status(Terminal terminal) {
      super(terminal);
    }

    @Override
    Exit run(WindlassServer server) {
      JsonNode view = server.get(PLACE.formatted(application(), environment) + "maintenance");
      if (isJson()) {
        print(view);
        return Exit.SUCCEEDED;
      }
      boolean on = view.path("on").asBoolean();
      terminal()
          .line(
              on
                  ? EnvironmentLines.maintenance(view.path("state"), terminal().clock().getZone())
                  : "maintenance off: visitors are let in");
      terminal().line("next: windlass maintenance " + (on ? "off " : "on ") + environment);
      return Exit.SUCCEEDED;
    }
  }

  private static JsonNode plan(
      WindlassServer server, ApplicationVerb verb, String environment, ObjectNode wanted) {
    return server.post(PLACE.formatted(verb.application(), environment) + "plans", wanted);
  }

  private static long seconds(String text) {
    try {
      return Duration.parse("PT" + text.toUpperCase(Locale.ROOT)).toSeconds();
    } catch (DateTimeParseException wrong) {
      throw new UsageException("--for " + text + ": a time such as 20s, 30m or 1h30m is expected");
    }
  }
}

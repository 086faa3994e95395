package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.RefusedException;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.render.Words;
import dev.windlass.cli.terminal.Terminal;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** People who get through a maintenance by a link. */
@Command(
    name = "bypass",
    description = "Makes, lists and revokes links by which single persons get through.",
    subcommands = {
      MaintenanceBypass.Add.class,
      MaintenanceBypass.Listing.class,
      MaintenanceBypass.Revoke.class
    })
final class MaintenanceBypass {

  private static final String PLACE = "/applications/%s/environments/%s/maintenance";

  /** Makes a link. */
  @Command(name = "add", description = "Makes a link for a person. It is shown once.")
  static final class Add extends ApplicationVerb {

    @Parameters(paramLabel = "<environment>", description = "Where.")
    private String environment = "";

    @Parameters(paramLabel = "<name>", description = "Whose: lower-case letters, digits and -.")
    private String name = "";

    Add(Terminal terminal) {
      super(terminal);
    }

    @Override
    Exit run(WindlassServer server) {
      apply(server);
      String place = PLACE.formatted(application(), environment);
      JsonNode made = server.post(place + "/bypass", WindlassServer.object().put("name", name));
      if (isJson()) {
        print(made);
        return Exit.SUCCEEDED;
      }
      terminal().line("link of " + name + ", shown once:");
      terminal().line(made.path("link").asText());
      next(server, place, this, environment);
      return Exit.SUCCEEDED;
    }
  }

  /** Lists them. */
  @Command(name = "list", description = "Lists who has a link, without the links.")
  static final class Listing extends ApplicationVerb {

    @Parameters(paramLabel = "<environment>", description = "Where.")
    private String environment = "";

    Listing(Terminal terminal) {
      super(terminal);
    }

    @Override
    Exit run(WindlassServer server) {
      JsonNode people = server.get(PLACE.formatted(application(), environment) + "/bypass");
      if (isJson()) {
        print(people);
        return Exit.SUCCEEDED;
      }
      people.forEach(one -> terminal().line(words(one)));
      terminal()
          .line(
              people.isEmpty()
                  ? "nobody has a link"
                  : "next: windlass maintenance bypass revoke " + environment + " <name>");
      return Exit.SUCCEEDED;
    }

    private String words(JsonNode one) {
      Instant since = Instant.parse(one.path("since").asText());
      return "%-20s since %s, made by %s"
          .formatted(
              one.path("name").asText(),
              Words.moment(since, terminal().clock().getZone()),
              one.path("by").asText());
    }
  }

  /** Revokes one. */
  @Command(name = "revoke", description = "Revokes a person's link.")
  static final class Revoke extends ApplicationVerb {

    @Parameters(paramLabel = "<environment>", description = "Where.")
    private String environment = "";

    @Parameters(paramLabel = "<name>", description = "Whose.")
    private String name = "";

    Revoke(Terminal terminal) {
      super(terminal);
    }

    @Override
    Exit run(WindlassServer server) {
      String place = PLACE.formatted(application(), environment);
      server.delete(place + "/bypass/" + name);
      terminal().line("link of " + name + " revoked");
      next(server, place, this, environment);
      return Exit.SUCCEEDED;
    }
  }

  /** What stands on hosts and balancers is written by the next closing. */
  private static void next(
      WindlassServer server, String place, ApplicationVerb verb, String environment) {
    verb.terminal()
        .line(
            isClosed(server, place)
                ? "the application is closed now, without this change: it counts once closed anew"
                : "it counts from the next closing on");
    verb.terminal().line("next: windlass maintenance on " + environment);
  }

  /** Without an answer: what was asked for is done, whether it is closed or not. */
  private static boolean isClosed(WindlassServer server, String place) {
    try {
      return server.get(place).path("on").asBoolean();
    } catch (RefusedException unknown) {
      return false;
    }
  }
}

package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.EnvironmentLines;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists deployments. */
@Command(name = "list", description = "Lists deployments, newest first.")
final class Deployments extends ClientVerb {

  @Option(
      names = {"-a", "--application"},
      paramLabel = "<name>",
      description = "Only of this application.")
  private @Nullable String application;

  @Option(names = "--environment", paramLabel = "<name>", description = "Only of this environment.")
  private @Nullable String environment;

  @Option(
      names = "--outcome",
      paramLabel = "<outcome>",
      description = "Only those: running, succeeded, refused, rolledBack, aborted, failed.")
  private @Nullable String outcome;

  @Option(
      names = "--limit",
      paramLabel = "<number>",
      defaultValue = "20",
      description = "At most so many (${DEFAULT-VALUE}).")
  private int limit = 20;

  Deployments(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    JsonNode list = server.get("/deployments" + query());
    if (isJson()) {
      print(list);
      return Exit.SUCCEEDED;
    }
    list.forEach(
        view -> terminal().line(EnvironmentLines.deployment(view, terminal().clock().getZone())));
    terminal()
        .line(
            list.isEmpty()
                ? "no deployments. next: windlass plan <environment>"
                : "next: windlass status " + list.get(0).path("number").asLong());
    return Exit.SUCCEEDED;
  }

  private String query() {
    StringJoiner query = new StringJoiner("&", "?", "");
    query.add("limit=" + limit);
    if (application != null) {
      query.add("application=" + word(application));
    }
    if (environment != null) {
      query.add("environment=" + word(environment));
    }
    if (outcome != null) {
      query.add("outcome=" + word(outcome));
    }
    return query.toString();
  }

  private static String word(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }
}

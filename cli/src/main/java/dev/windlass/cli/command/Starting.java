package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import dev.windlass.workflows.plan.PlanHash;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options and ways of the verbs that start a deployment. */
final class Starting {

  @Option(names = "--watch", description = "Stay until it ends. Ctrl-C only stops watching.")
  private boolean watch;

  @Option(
      names = "--key",
      paramLabel = "<key>",
      description = "The same key twice is one deployment, e.g. the number of a CI job.")
  private @Nullable String key;

  /** Starts the plan; watches it if that was asked for. */
  Exit start(WindlassServer server, JsonNode plan, ClientVerb verb) {
    String hash = plan.path("hash").asText();
    JsonNode started =
        server.post(
            "/deployments",
            WindlassServer.object().put("plan", hash),
            key == null ? UUID.randomUUID().toString() : key);
    String id = started.path("id").asText();
    if (watch) {
      return Following.of(server, id, verb);
    }
    Terminal terminal = verb.terminal();
    if (verb.isJson()) {
      verb.print(started);
    } else {
      terminal.line(
          "started: %s %s, plan %s"
              .formatted(
                  plan.path("application").asText(),
                  plan.path("environment").asText(),
                  PlanHash.brief(hash)));
      terminal.line(
          "next: windlass status %s --watch".formatted(plan.path("environment").asText()));
    }
    return Exit.SUCCEEDED;
  }
}

package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.terminal.Terminal;
import dev.windlass.workflows.deployment.DeploymentStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** A verb about one deployment: by number, by id, or the one that runs in an environment. */
abstract class DeploymentVerb extends ApplicationVerb {

  @Parameters(
      index = "0",
      paramLabel = "<deployment|environment>",
      description = "Its number, or an environment: the deployment that runs there.")
  private String reference = "";

  DeploymentVerb(Terminal terminal) {
    super(terminal);
  }

  final String reference() {
    return reference;
  }

  /** Its number or id. */
  final String deployment(WindlassServer server) {
    if (isDeployment(reference)) {
      return reference;
    }
    return running(environment(server))
        .orElseThrow(() ->
            new UsageException(
                nothingRuns() + "; name a deployment by its number (windlass list)"));
  }

  /** The id of what runs in an environment. */
  static Optional<String> running(JsonNode environment) {
    JsonNode running = environment.path("running");
    return running.hasNonNull("id") ? Optional.of(running.get("id").asText()) : Optional.empty();
  }

  final String nothingRuns() {
    return "nothing runs in %s %s".formatted(application(), reference);
  }

  final JsonNode environment(WindlassServer server) {
    return server.get(
        "/applications/%s/environments/%s/status".formatted(application(), reference));
  }

  /** An environment's name begins with a letter and is no UUID. */
  static boolean isDeployment(String reference) {
    return reference.matches("[0-9]+|(d-)?[0-9a-f]{8}-[0-9a-f-]{27}");
  }

  /** What the run says; null when it does not answer. */
  static @Nullable DeploymentStatus status(JsonNode seen) {
    return seen.hasNonNull("status")
        ? WindlassServer.read(seen.get("status"), DeploymentStatus.class)
        : null;
  }
}

package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.terminal.Terminal;
import dev.windlass.workflows.deployment.DeploymentStatus;
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
    JsonNode running = environment(server).path("running");
    if (!running.hasNonNull("id")) {
      throw new UsageException(
          "nothing runs in %s %s; name a deployment by its number (windlass list)"
              .formatted(application(), reference));
    }
    return running.get("id").asText();
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

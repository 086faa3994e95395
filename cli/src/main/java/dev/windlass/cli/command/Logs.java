package dev.windlass.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.EventStream;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import dev.windlass.workflows.contract.WindlassJson;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the commands of a deployment printed on the hosts. */
@Command(name = "logs", description = "What the commands of a deployment printed on the hosts.")
final class Logs extends DeploymentVerb {

  @Option(names = "--host", paramLabel = "<host>", description = "Only of this host.")
  private @Nullable String host;

  @Option(names = "--follow", description = "Stay until the deployment ends.")
  private boolean follow;

  private String heading = "";

  Logs(Terminal terminal) {
    super(terminal);
  }

  @Override
  Exit run(WindlassServer server) {
    String query = host == null ? "" : "?host=" + URLEncoder.encode(host, StandardCharsets.UTF_8);
    String path = "/deployments/" + deployment(server) + "/logs" + query;
    if (!follow && !isJson()) {
      server.text(path).lines().forEach(terminal()::line);
      return Exit.SUCCEEDED;
    }
    try {
      server.events(path, null, this::piece);
      return Exit.SUCCEEDED;
    } catch (IOException broken) {
      throw new IllegalStateException("the stream ended: " + broken.getMessage(), broken);
    }
  }

  private void piece(EventStream.Event event) {
    if (!event.name().equals("log")) {
      return;
    }
    if (isJson()) {
      terminal().line(event.data());
      return;
    }
    try {
      JsonNode piece = WindlassJson.mapper().readTree(event.data());
      String now =
          "== %s %s ==".formatted(piece.path("host").asText(), piece.path("step").asText());
      if (!now.equals(heading)) {
        heading = now;
        terminal().line(now);
      }
      piece.path("text").asText().lines().forEach(terminal()::line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event of the server is no JSON", e);
    }
  }
}

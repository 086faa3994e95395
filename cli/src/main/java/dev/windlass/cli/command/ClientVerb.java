package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.ClientSettings;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every verb that asks the server has. */
abstract class ClientVerb implements Callable<Integer> {

  @Option(
      names = "--server",
      paramLabel = "<url>",
      description = "The server; else WINDLASS_SERVER, else what `windlass up` wrote.")
  private @Nullable String server;

  @Option(names = "--json", description = "The same facts as JSON.")
  private boolean json;

  private final Terminal terminal;

  ClientVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public final Integer call() {
    return run(new WindlassServer(ClientSettings.find(server, System.getenv()))).code();
  }

  abstract Exit run(WindlassServer server);

  final Terminal terminal() {
    return terminal;
  }

  final boolean isJson() {
    return json;
  }

  final void print(JsonNode node) {
    terminal.line(node.toPrettyString());
  }
}

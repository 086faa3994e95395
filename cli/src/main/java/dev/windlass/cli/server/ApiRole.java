package dev.windlass.cli.server;

import dev.windlass.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The doors apart. */
@Command(
    name = "api",
    description = {
      "Serves REST; workers run apart. Needs PostgreSQL and a Temporal service.",
      "Settings by the environment: WINDLASS_STORE_POSTGRES_HOST, _DATABASE, _USER, _PASSWORDFILE, _TLS; WINDLASS_API_DATA."
    })
public final class ApiRole implements Callable<Integer> {

  @Option(
      names = "--engine",
      paramLabel = "<host:port>",
      defaultValue = "${env:WINDLASS_ENGINE:-127.0.0.1:7233}",
      description = "The Temporal service; else WINDLASS_ENGINE (${DEFAULT-VALUE}).")
  private String engine = "";

  @Option(
      names = "--address",
      paramLabel = "<address>",
      defaultValue = "127.0.0.1",
      description = "Where it listens (${DEFAULT-VALUE}).")
  private String address = "";

  @Option(
      names = "--port",
      paramLabel = "<port>",
      defaultValue = "8080",
      description = "And at which port (${DEFAULT-VALUE}).")
  private int port;

  @Spec private @Nullable CommandSpec spec;

  private final Terminal terminal;

  ApiRole(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<String> settings = new ArrayList<>();
    settings.add("windlass.engine.target=" + engine);
    settings.add("server.address=" + address);
    settings.add("server.port=" + port);
    settings.add("logging.structured.format.console=ecs");
    return Staying.until(terminal, () -> ServerProcess.api(settings, Chosen.of(spec)));
  }
}

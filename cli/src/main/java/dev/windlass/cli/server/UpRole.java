package dev.windlass.cli.server;

import dev.windlass.cli.client.ClientSettings;
import dev.windlass.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything on one machine. */
@Command(
    name = "up",
    description =
        "Starts everything on this machine: Temporal, the server and a worker, with their data on disk.")
public final class UpRole implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "<directory>",
      description =
          "Where everything is kept; else XDG_DATA_HOME/windlass or ~/.local/share/windlass.")
  private @Nullable Path data;

  @Option(
      names = "--engine",
      paramLabel = "<host:port|file>",
      description =
          "A Temporal service that runs, or the temporal command; else the one on the path.")
  private @Nullable String engine;

  @Option(
      names = "--port",
      paramLabel = "<port>",
      defaultValue = "8080",
      description = "Of the server, on 127.0.0.1 (${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--temporal-port",
      paramLabel = "<port>",
      defaultValue = "7233",
      description = "Of the Temporal that is started (${DEFAULT-VALUE}).")
  private int temporalPort;

  @Option(
      names = "--ui-port",
      paramLabel = "<port>",
      defaultValue = "8233",
      description = "Of its UI (${DEFAULT-VALUE}).")
  private int uiPort;

  @Spec private @Nullable CommandSpec spec;

  private final Terminal terminal;

  UpRole(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path directory = data == null ? usual() : data.toAbsolutePath();
    var settings =
        new Up.Settings(
            directory, engine, port, temporalPort, uiPort, Chosen.besidesTheEngine(spec));
    return Staying.until(terminal, () -> Up.start(settings, terminal));
  }

  private static Path usual() {
    String home = System.getenv("XDG_DATA_HOME");
    return home == null
        ? Path.of(ClientSettings.home(System.getenv()), ".local", "share", "windlass")
        : Path.of(home, "windlass");
  }
}

package dev.windlass.cli.server;

import dev.windlass.cli.client.ClientSettings;
import dev.windlass.cli.engine.Engine;
import dev.windlass.cli.engine.LocalTemporalEngine;
import dev.windlass.cli.engine.RemoteEngine;
import dev.windlass.cli.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All roles in this process, over an engine that keeps its runs. */
final class Up implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("[^/]+:[0-9]{1,5}");

  private final Engine engine;
  private final ServerProcess server;

  private Up(Engine engine, ServerProcess server) {
    this.engine = engine;
    this.server = server;
  }

  /**
   * @param data directory, made when missing
   * @param engine address or file, or null for the temporal on the path
   * @param chosen settings that somebody typed
   */
  record Settings(
      Path data,
      @Nullable String engine,
      int port,
      int temporalPort,
      int uiPort,
      List<String> chosen) {
    Settings {
      chosen = List.copyOf(chosen);
    }
  }

  static Up start(Settings settings, Terminal terminal) {
    Path data = settings.data();
    Path grants = data.resolve("windlass-worker.yaml");
    boolean first = writeGrants(grants);
    ServerProcess.prepare();
    Engine engine = engine(settings);
    ServerProcess server;
    try {
      server = ServerProcess.whole(values(settings, engine, grants), settings.chosen());
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
    Path token = data.resolve("first-token");
    Path client = ClientSettings.keep(server.address(), token, System.getenv());
    terminal.line("windlass at %s · data %s".formatted(server.address(), data));
    terminal.line(
        "engine   Temporal at %s, durable%s"
            .formatted(engine.target(), engine.ui().map(ui -> " · its pages: " + ui).orElse("")));
    terminal.lines(tokenLines(token, client));
    terminal.line(
        "grants   %s%s"
            .formatted(grants, first ? " (made now: everything to everybody with a token)" : ""));
    terminal.line(
        "log      "
            + data.resolve("windlass.log")
            + "        Ctrl-C ends it; runs go on at the next start");
    terminal.line("next: windlass doctor");
    return new Up(engine, server);
  }

  /** A path of its own on each line: two long ones do not fit. */
  static List<String> tokenLines(Path token, Path client) {
    return List.of("token    role admin: " + token, "         windlass finds it by " + client);
  }

  private static Engine engine(Settings settings) {
    String chosen = settings.engine();
    if (chosen != null && ADDRESS.matcher(chosen).matches()) {
      return RemoteEngine.at(chosen, "default");
    }
    return LocalTemporalEngine.start(
        new LocalTemporalEngine.Settings(
            chosen == null ? null : Path.of(chosen),
            settings.data().resolve("temporal"),
            settings.temporalPort(),
            settings.uiPort()));
  }

  private static List<String> values(Settings settings, Engine engine, Path grants) {
    Path data = settings.data();
    List<String> values = new ArrayList<>();
    values.add("windlass.engine.target=" + engine.target());
    values.add("windlass.engine.namespace=" + engine.namespace());
    values.add("windlass.engine.durable=" + engine.isDurable());
    values.add("windlass.store.file=" + data.resolve("store"));
    values.add("windlass.store.artifacts=" + data.resolve("artifacts"));
    values.add("windlass.api.data=" + data);
    engine.ui().ifPresent(ui -> values.add("windlass.api.temporal-ui=" + ui));
    values.add("server.address=127.0.0.1");
    values.add("server.port=" + settings.port());
    values.add("logging.file.name=" + data.resolve("windlass.log"));
    values.add("logging.threshold.console=off");
    values.add("spring.config.import=optional:file:" + grants);
    return values;
  }

  private static boolean writeGrants(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (Files.exists(file)) {
        return false;
      }
      Files.writeString(file, firstGrants());
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String firstGrants() {
    return """
    # What the applications of this server may use. Made by the first `windlass up`, for one person alone: everything
    # is granted to whoever has a token. Take `everything` away and write an allow list when others come.
    windlass:
      grants:
        everything: true
        keys: {default: {file: %1$s/.ssh/id_ed25519}}
        known-hosts: {default: %1$s/.ssh/known_hosts}
        # secrets: {db-shop: {file: /etc/windlass/secrets/db-shop}}
    """
        .formatted(ClientSettings.home(System.getenv()));
  }

  /** First the work, then the engine that holds it. */
  @Override
  public void close() {
    server.close();
    engine.close();
  }
}

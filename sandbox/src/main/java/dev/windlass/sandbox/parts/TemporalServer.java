package dev.windlass.sandbox.parts;

import dev.windlass.sandbox.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Temporal server with its web pages: the {@code temporal} command's single process on an
 * SQLite file. What it has acknowledged is on the disk, so it may be killed and started again.
 */
public final class TemporalServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /**
   * Without these it loses 40 ms twice per activity, and half the throughput; the write-ahead log
   * with full synchronisation still keeps every commit.
   */
  private static final List<String> TUNING =
      List.of(
          "--dynamic-config-value",
          "system.enableActivityEagerExecution=true",
          "--sqlite-pragma",
          "journal_mode=WAL",
          "--sqlite-pragma",
          "synchronous=FULL");

  private final Settings settings;
  private final @Nullable Workspace workspace;
  private Daemon daemon;

  private TemporalServer(Settings settings, @Nullable Workspace workspace) {
    this.settings = settings;
    this.workspace = workspace;
    this.daemon = launch(settings);
  }

  /**
   * How to run it.
   *
   * @param program the file of the {@code temporal} command
   * @param directory where database, log and process id are kept; one server at a time
   * @param port of the service (gRPC) on 127.0.0.1
   * @param uiPort of its web pages on 127.0.0.1; none when empty
   * @param searchAttributes names to register, all of type Keyword
   */
  public record Settings(
      Path program, Path directory, int port, OptionalInt uiPort, List<String> searchAttributes) {
    public Settings {
      searchAttributes = List.copyOf(searchAttributes);
    }

    private Path log() {
      return directory.resolve("temporal.log");
    }
  }

  /**
   * Starts it and waits until it serves. A predecessor on the same directory, left behind by a
   * process that was killed, is ended first. The caller must close it.
   */
  public static TemporalServer start(Settings settings) {
    return new TemporalServer(settings, null);
  }

  /** Starts a throw-away one on free ports, with these search attributes; it ends with the JVM. */
  public static TemporalServer throwAway(List<String> searchAttributes) {
    Workspace workspace = Workspace.create("temporal");
    Path program = Path.of(Programs.fileOrName("temporal"));
    OptionalInt uiPort = OptionalInt.of(Ports.free());
    Settings settings =
        new Settings(program, workspace.directory(), Ports.free(), uiPort, searchAttributes);
    TemporalServer server = new TemporalServer(settings, workspace);
    server.daemon.endWithJvm();
    return server;
  }

  /** Where clients and workers connect to: {@code 127.0.0.1:port}. */
  public String target() {
    return "127.0.0.1:" + settings.port();
  }

  /** The address of its web pages, when it has them. */
  public OptionalInt uiPort() {
    return settings.uiPort();
  }

  /** Kills it as a power cut would (SIGKILL). {@link #restart()} brings it back. */
  public void kill9() {
    daemon.kill();
    daemon.close();
  }

  /** Ends it if it runs, and starts it again on the same file and ports. */
  public void restart() {
    daemon.close();
    daemon = launch(settings);
    if (workspace != null) {
      daemon.endWithJvm();
    }
  }

  @Override
  public void close() {
    daemon.close();
    if (workspace != null) {
      workspace.close();
    }
  }

  private static Daemon launch(Settings settings) {
    ProcessRecord record = new ProcessRecord(settings.directory().resolve("temporal.pid"));
    // SQLite has one owner: a start beside a server that is still ending fails as "locked".
    record.endProcess();
    refuseTakenPorts(settings);
    Daemon daemon = Daemon.start(command(settings), settings.log());
    record.write(daemon.handle());
    // Asking for the namespace proves that it serves; an open port alone comes too early.
    Command ask = namespaceQuestion(settings);
    return daemon.await(START_LIMIT, () -> Ports.answers(settings.port()) && ask.run().exit() == 0);
  }

  /** Else a stranger's server on the port would be taken for ours. */
  private static void refuseTakenPorts(Settings settings) {
    IntStream.concat(IntStream.of(settings.port()), settings.uiPort().stream())
        .filter(Ports::answers)
        .findFirst()
        .ifPresent(port -> {
          throw new IllegalStateException(
              "port %d of 127.0.0.1 is used by another process; choose another".formatted(port));
        });
  }

  private static List<String> command(Settings settings) {
    Stream<String> server =
        Stream.of(
            settings.program().toString(),
            "server",
            "start-dev",
            "--ip",
            "127.0.0.1",
            "--port",
            Integer.toString(settings.port()),
            "--db-filename",
            settings.directory().resolve("temporal.db").toString());
    Stream<String> pages =
        settings.uiPort().isPresent()
            ? Stream.of("--ui-port", Integer.toString(settings.uiPort().getAsInt()))
            : Stream.of("--headless");
    Stream<String> attributes =
        settings.searchAttributes().stream()
            .flatMap(name -> Stream.of("--search-attribute", name + "=Keyword"));
    return Stream.of(server, pages, TUNING.stream(), attributes).flatMap(part -> part).toList();
  }

  private static Command namespaceQuestion(Settings settings) {
    return Command.of(
        settings.program().toString(),
        "operator",
        "namespace",
        "describe",
        "--namespace=default",
        "--address=127.0.0.1:" + settings.port(),
        "--command-timeout=5s",
        "--disable-config-file",
        "--disable-config-env");
  }
}

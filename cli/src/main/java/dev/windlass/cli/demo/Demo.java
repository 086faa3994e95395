package dev.windlass.cli.demo;

import dev.windlass.cli.client.ClientSettings;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.engine.InProcessEngine;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.render.Words;
import dev.windlass.cli.server.ServerProcess;
import dev.windlass.cli.terminal.Terminal;
import dev.windlass.sandbox.demo.DemoDatabase;
import dev.windlass.sandbox.demo.DemoSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts everything that the story needs, has it told, and ends or stays. */
public final class Demo implements AutoCloseable {

  /** What happens when the story is told. */
  public enum After {
    /** Server and fleet stay, for trying things out, until Ctrl-C. */
    STAY,
    EXIT
  }

  private final Terminal terminal;
  private final Path directory;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private Demo(Terminal terminal, Path directory) {
    this.terminal = terminal;
    this.directory = directory;
  }

  /** Runs it; everything that it started ends with it. */
  public static Exit run(Terminal terminal, After after) throws Exception {
    Demo demo = new Demo(terminal, Files.createTempDirectory("windlass-demo-"));
    Thread end = new Thread(demo::close);
    Runtime.getRuntime().addShutdownHook(end);
    try {
      Exit exit = demo.tell(after);
      Runtime.getRuntime().removeShutdownHook(end);
      return exit;
    } finally {
      demo.close();
    }
  }

  private Exit tell(After after) throws Exception {
    Instant began = Instant.now();
    terminal.line(
        "windlass demo: one shop, 4 hosts, 3 versions; everything runs on this machine, on 127.0.0.x");
    ServerProcess.prepare();
    InProcessEngine engine = keep(InProcessEngine.start());
    // The server needs longer than all the rest: it starts meanwhile.
    var starting = CompletableFuture.supplyAsync(() -> ServerProcess.whole(settings(engine)));
    DemoSite site = keep(DemoSite.start(directory));
    for (String name : DemoSite.SECRETS) {
      secret(name, DemoDatabase.PASSWORD);
    }
    secret("id_ed25519", site.fleet().privateKey());
    secret("known_hosts", String.join("\n", site.fleet().knownHosts()) + "\n");
    ServerProcess server = keep(starting.join());
    Path token = directory.resolve("first-token");
    var client =
        new WindlassServer(
            new ClientSettings(server.address(), Files.readString(token).strip(), "demo"));
    terminal.line(" engine   Temporal within this process: it forgets everything when this ends");
    terminal.line(
        " server   " + server.address() + " · file " + directory.resolve("windlass.yaml"));
    terminal.line(
        " fleet    web %s, balancer %s, PostgreSQL twice; up after %s"
            .formatted(
                site.fleet().ends().webPattern(),
                site.fleet().ends().publicUrl(),
                Words.duration(Duration.between(began, Instant.now()))));
    Exit exit = new Story(terminal, site, client, directory).tell();
    terminal.line("");
    terminal.line("told in " + Words.duration(Duration.between(began, Instant.now())));
    if (after == After.STAY) {
      whatToTry(server, token);
      new CountDownLatch(1).await();
    }
    terminal.line("next: docs/guide.md, from zero to an application of your own");
    return exit;
  }

  private void whatToTry(ServerProcess server, Path token) {
    terminal.line(
        "server and fleet stay up until Ctrl-C; then the engine forgets. In another terminal:");
    terminal.line("  export WINDLASS_SERVER=" + server.address());
    terminal.line("  export WINDLASS_TOKEN=$(cat " + token + ")");
    String command = System.getenv("WINDLASS_COMMAND");
    if (command != null) {
      terminal.line("  alias windlass=" + command);
    }
    terminal.line("  cd " + directory);
    terminal.line("  windlass list; windlass status demo; windlass logs 4; windlass plan show …");
    terminal.line("  windlass rollback demo --watch         back to version 1");
    terminal.line("  windlass drill demo; windlass drills demo");
    terminal.line("next: windlass deploy demo --artifact shop-2.tar.gz --watch");
  }

  private List<String> settings(InProcessEngine engine) {
    Stream<String> secrets =
        DemoSite.SECRETS.stream()
            .map(name ->
                "windlass.grants.secrets.%s.file=%s".formatted(name, directory.resolve(name)));
    return Stream.concat(
            secrets,
            Stream.of(
                "windlass.engine.target=" + engine.target(),
                "windlass.engine.namespace=" + engine.namespace(),
                "windlass.engine.durable=" + engine.isDurable(),
                "windlass.store.file=" + directory.resolve("store"),
                "windlass.store.artifacts=" + directory.resolve("artifacts"),
                "windlass.api.data=" + directory,
                "windlass.grants.everything=true",
                "windlass.grants.keys.default.file=" + directory.resolve("id_ed25519"),
                "windlass.grants.known-hosts.default=" + directory.resolve("known_hosts"),
                "server.address=127.0.0.1",
                "server.port=0",
                "logging.file.name=" + directory.resolve("windlass.log"),
                "logging.threshold.console=off"))
        .toList();
  }

  private void secret(String name, String content) throws IOException {
    Path file = directory.resolve(name);
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(file, mode);
    Files.writeString(file, content);
  }

  private synchronized <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  /** In the opposite order of their start; twice does nothing. */
  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) { // whatever one part throws, the others must end too
        terminal.error("while ending: " + e);
      }
    }
    try {
      Files.walkFileTree(directory, new Deletion());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}

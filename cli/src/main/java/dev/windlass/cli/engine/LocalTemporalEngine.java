package dev.windlass.cli.engine;

import dev.windlass.sandbox.Programs;
import dev.windlass.sandbox.parts.TemporalServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A real Temporal server that we start beside us, with its UI and a file for its data: runs outlive
 * us, and a kill. It takes over nothing that it did not start itself.
 */
public final class LocalTemporalEngine implements Engine {
  private static final String NAMESPACE = "default";

  private final TemporalServer server;
  private final FileChannel lock;

  private LocalTemporalEngine(TemporalServer server, FileChannel lock) {
    this.server = server;
    this.lock = lock;
  }

  /**
   * What an operator may choose.
   *
   * @param program the file of the {@code temporal} command; null looks on the path and in the
   *     usual places
   * @param directory where it keeps its data; made when absent, held by one engine at a time
   * @param port of the service on 127.0.0.1
   * @param uiPort of the Temporal UI on 127.0.0.1
   */
  public record Settings(@Nullable Path program, Path directory, int port, int uiPort) {}

  /** Whether a {@code temporal} command can be found without naming one. */
  public static boolean isInstalled() {
    return Programs.find("temporal").isPresent();
  }

  /**
   * Starts it and waits until it serves with our search attributes.
   *
   * @throws EngineException when there is no program, the directory is held, or a port is taken
   */
  public static LocalTemporalEngine start(Settings settings) {
    Path program = program(settings.program());
    FileChannel lock = hold(settings.directory());
    try {
      LocalTemporalEngine engine =
          new LocalTemporalEngine(TemporalServer.start(serverSettings(program, settings)), lock);
      engine.registerOrClose();
      return engine;
    } catch (IllegalStateException e) {
      release(lock);
      throw new EngineException("Temporal could not be started: " + e.getMessage(), e);
    }
  }

  private static TemporalServer.Settings serverSettings(Path program, Settings settings) {
    return new TemporalServer.Settings(
        program,
        settings.directory(),
        settings.port(),
        OptionalInt.of(settings.uiPort()),
        SearchAttributeRegistry.names());
  }

  /** The server reads its options for these only when its file is new. */
  private void registerOrClose() {
    try {
      var registry = new SearchAttributeRegistry(target(), NAMESPACE);
      List<String> missing = registry.missing();
      if (!missing.isEmpty()) {
        registry.register(missing);
      }
    } catch (EngineException e) {
      close();
      throw e;
    }
  }

  @Override
  public String target() {
    return server.target();
  }

  @Override
  public String namespace() {
    return NAMESPACE;
  }

  @Override
  public Optional<URI> ui() {
    return Optional.of(URI.create("http://127.0.0.1:" + server.uiPort().orElseThrow()));
  }

  @Override
  public boolean isDurable() {
    return true;
  }

  @Override
  public void close() {
    server.close();
    release(lock);
  }

  private static Path program(@Nullable Path named) {
    if (named == null) {
      return Programs.find("temporal")
          .orElseThrow(() ->
              new EngineException(
                  """
                  no temporal command found on the path or in the usual places
                  next: brew install temporal, or go install github.com/temporalio/cli/cmd/temporal@v1.5.1\
                  """));
    }
    if (!Files.isExecutable(named)) {
      throw new EngineException(named + " is no program that can be run; expected temporal");
    }
    return named;
  }

  /** The kernel gives this lock back when we die, however that happens. */
  private static FileChannel hold(Path directory) {
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve("engine.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw new EngineException(
            directory + " is held by another windlass that runs; end that one first");
      }
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldInThisProcess) {
      return false;
    }
  }

  private static void release(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

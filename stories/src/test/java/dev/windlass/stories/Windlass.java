package dev.windlass.stories;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Windlass as production runs it: an api and a worker as processes of their own, on PostgreSQL and
 * a real Temporal; driven by the {@code windlass} command, as an operator would.
 */
final class Windlass implements AutoCloseable {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private final Path folder;
  private final Map<String, String> environment;
  private final Process api;
  private Process worker;

  private Windlass(Path folder, Map<String, String> environment) throws IOException {
    this.folder = folder;
    this.environment = environment;
    this.api = launch("api");
    this.worker = launch("worker");
  }

  /**
   * Starts both and waits until they are well.
   *
   * @param environment settings of both, as documented for operators
   */
  static Windlass start(Path folder, Map<String, String> environment) throws Exception {
    Windlass windlass = new Windlass(folder, environment);
    windlass.awaitWell();
    return windlass;
  }

  private Process launch(String role) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(ROOT.resolve("bin/windlass").toString(), role)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(role + ".log").toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private void awaitWell() throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (run("doctor").exit() != 0) {
      if (System.nanoTime() > deadline || !api.isAlive()) {
        throw new IOException(
            "windlass is not well: "
                + run("doctor").text()
                + Files.readString(folder.resolve("api.log")));
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** Kills the worker as a lost machine would. */
  void killWorker() {
    worker.destroyForcibly();
    worker.onExit().join();
  }

  void startWorker() throws IOException {
    worker = launch("worker");
  }

  /** Runs a {@code windlass} command to its end. */
  Said run(String... arguments) throws IOException, InterruptedException {
    Process process = begin(arguments);
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  /** Begins a {@code windlass} command; its output can be read while it runs. */
  Process begin(String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(ROOT.resolve("bin/windlass").toString()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  @Override
  public void close() {
    for (Process process : List.of(worker, api)) {
      process.destroy();
      process.onExit().join();
    }
  }

  /** What a command printed and how it ended. */
  record Said(int exit, String text) {}
}

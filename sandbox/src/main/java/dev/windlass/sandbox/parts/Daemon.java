package dev.windlass.sandbox.parts;

import dev.windlass.sandbox.Programs;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A server process that we started. It writes to a log file and has a session of its own, so that a
 * Ctrl-C meant for us does not end it before we have said goodbye to it.
 */
final class Daemon implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(30);
  private static final int TAIL_LINES = 15;

  private final Process process;
  private final String name;
  private final Path log;
  private final Thread atExit = new Thread(this::kill, "end-child");

  private Daemon(Process process, String name, Path log) {
    this.process = process;
    this.name = name;
    this.log = log;
  }

  /** Starts it; the log is appended to. */
  static Daemon start(List<String> command, Path log) {
    try {
      Process process =
          new ProcessBuilder(inOwnSession(command))
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new Daemon(process, Path.of(command.getFirst()).getFileName().toString(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> inOwnSession(List<String> command) {
    return Programs.find("setsid")
        .map(setsid -> Stream.concat(Stream.of(setsid.toString()), command.stream()).toList())
        .orElse(command);
  }

  /** Has it killed when this JVM ends, for servers that nobody may want afterwards. */
  void endWithJvm() {
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Waits until the server says that it is ready; ends it and shows its log when it does not. */
  Daemon await(Duration limit, BooleanSupplier ready) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!process.isAlive() || !ready.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        String how =
            process.isAlive()
                ? "was not ready after %d s".formatted(limit.toSeconds())
                : "ended with %d before it was ready".formatted(process.exitValue());
        close();
        throw new IllegalStateException("%s %s; %s ends:%n%s".formatted(name, how, log, tail()));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return this;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Asks it to end (SIGTERM) and waits until it has; kills it when it takes too long. */
  @Override
  public void close() {
    process.destroy();
    if (!ended(STOP_LIMIT)) {
      kill();
    }
    forgetHook();
  }

  /** SIGKILL to it and all its children, and waits until it is gone. */
  void kill() {
    List<ProcessHandle> tree = Stream.concat(handle().descendants(), Stream.of(handle())).toList();
    tree.forEach(ProcessHandle::destroyForcibly);
    ended(STOP_LIMIT);
  }

  private boolean ended(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException shuttingDown) {
      return; // the hook runs anyway, and finds nothing left to end
    }
  }

  private String tail() {
    List<String> lines = Workspace.read(log).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }
}

package dev.windlass.sandbox.parts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A file that remembers which process we started, across our own death. Process ids are used again,
 * so it holds the time of the start as well, and ends only the process that has both.
 */
record ProcessRecord(Path file) {
  private static final long STOP_LIMIT_SECONDS = 20;

  void write(ProcessHandle process) {
    Workspace.write(file, process.pid() + " " + started(process));
  }

  /** Ends the recorded process if it still runs, and waits until it is gone. */
  void endProcess() {
    running().ifPresent(ProcessRecord::end);
  }

  private Optional<ProcessHandle> running() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String[] words = Workspace.read(file).split(" ", 2);
    return ProcessHandle.of(Long.parseLong(words[0]))
        .filter(process -> started(process).equals(words[1]));
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException tooLong) {
      process.destroyForcibly();
      process.onExit().join();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

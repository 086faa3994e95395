package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.windlass.activities.grant.Secret;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.activities.ssh.job.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs tools on the Windlass worker, to a database that it reaches directly or by a tunnel. */
public final class WorkerTools implements ToolRunner {

  private static final int ERRORS_KEPT = 4096;

  /** How soon a tool ends whose owner is wanted elsewhere. */
  private static final Duration LOOK = Duration.ofMillis(500);

  /** What else the worker was started with, its secrets among it, is no tool's business. */
  private static final Set<String> INHERITED =
      Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR");

  @Override
  public ToolProcess start(ToolCommand command, Secret password) throws IOException {
    List<String> line =
        Stream.concat(
                Stream.of("/bin/sh", "-c", ToolRunner.script(), "windlass-tool"),
                command.scriptArguments().stream())
            .toList();
    String preamble = command.preamble(password);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().keySet().retainAll(INHERITED);
    var started = new Started(builder.start(), Redactor.of(List.of(password.reveal())));
    try {
      started.begin(preamble, command.input());
      return started;
    } catch (IOException e) {
      started.close();
      throw e;
    }
  }

  private static final class Started implements ToolProcess {

    private final Process process;
    private final Redactor redactor;
    private final StringBuilder errors = new StringBuilder();
    private final Thread listener;

    Started(Process process, Redactor redactor) {
      this.process = process;
      this.redactor = redactor;
      this.listener = Thread.ofVirtual().name("tool-errors").start(this::listen);
      Thread owner = Thread.currentThread();
      Thread.ofVirtual().name("tool-owner").start(() -> watch(owner));
    }

    /** Who reads a pipe doesn't notice that he is interrupted, while the tool waits for a lock. */
    private void watch(Thread owner) {
      try {
        while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          if (owner.isInterrupted()) {
            process.destroy();
          }
        }
      } catch (InterruptedException impossible) {
        Thread.currentThread().interrupt();
      }
    }

    private void begin(String preamble, ToolCommand.Input input) throws IOException {
      process.getOutputStream().write(preamble.getBytes(UTF_8));
      process.getOutputStream().flush();
      if (input == ToolCommand.Input.FED) {
        ToolLine.read(process.getInputStream());
      }
    }

    private void listen() {
      byte[] piece = new byte[1024];
      try (InputStream from = process.getErrorStream()) {
        for (int n = from.read(piece); n >= 0; n = from.read(piece)) {
          keep(new String(piece, 0, n, UTF_8));
        }
      } catch (IOException e) {
        keep(String.valueOf(e.getMessage()));
      }
    }

    private void keep(String text) {
      synchronized (errors) {
        errors.append(text);
        errors.delete(0, Math.max(0, errors.length() - ERRORS_KEPT));
      }
    }

    @Override
    public String place() {
      return "on the Windlass worker";
    }

    @Override
    public OutputStream input() {
      return process.getOutputStream();
    }

    @Override
    public InputStream output() {
      return process.getInputStream();
    }

    @Override
    public Ending ending() {
      try {
        int code = process.waitFor();
        listener.join(1_000);
        return new Ending.Exited(code);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while a tool was running");
      }
    }

    @Override
    public String errors() {
      synchronized (errors) {
        return redactor.redact(errors.toString());
      }
    }

    /** The script passes SIGTERM on to the tool; both end when their input does. */
    @Override
    public void close() {
      process.destroy();
      try {
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        }
        process.getInputStream().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (InterruptedIOException e) {
        throw new UncheckedIOException(e);
      } catch (IOException gone) {
        // a broken pipe: it has ended before
      }
    }
  }
}

package dev.windlass.cli.server;

import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Runs something until this process is told to end, and ends it then in order. */
final class Staying {

  private Staying() {}

  /**
   * @param start what runs; its closing is given time before the JVM ends
   */
  static int until(Terminal terminal, Supplier<? extends AutoCloseable> start)
      throws InterruptedException {
    AutoCloseable running;
    try {
      running = start.get();
    } catch (RuntimeException e) {
      terminal.error("windlass did not start: " + cause(e));
      terminal.error("exit " + Exit.FAILED.code());
      return Exit.FAILED.code();
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(terminal, running)));
    new CountDownLatch(1).await();
    return Exit.SUCCEEDED.code();
  }

  /** Spring wraps what went wrong; the innermost says it. */
  static String cause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private static void close(Terminal terminal, AutoCloseable running) {
    try {
      running.close();
    } catch (Exception e) { // the process ends now: nobody is left to throw it to
      terminal.error("while ending: " + e);
    }
  }
}

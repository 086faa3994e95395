package dev.windlass.sandbox.parts;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A short command of the operating system, run to its end. */
record Command(List<String> arguments) {

  /** How it ended and what it printed on both channels. */
  record Output(int exit, String text) {}

  static Command of(String... arguments) {
    return new Command(List.of(arguments));
  }

  /** Runs it with this text on standard input, which it need not read. */
  Output run(String input) {
    try {
      Process process = new ProcessBuilder(arguments).redirectErrorStream(true).start();
      give(process, input);
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Output(process.waitFor(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + arguments.getFirst(), e);
    }
  }

  /** One that ends without reading says why by its exit code and its output. */
  private static void give(Process process, String input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException unread) {
      // Told by what it printed, which is read next.
    }
  }

  Output run() {
    return run("");
  }

  /** Runs it and returns what it printed. A non-zero exit is an error that shows the output. */
  String orFail(String input) {
    Output output = run(input);
    if (output.exit() != 0) {
      throw new IllegalStateException(
          "%s ended with %d, expected 0: %s"
              .formatted(arguments.getFirst(), output.exit(), output.text().strip()));
    }
    return output.text();
  }
}

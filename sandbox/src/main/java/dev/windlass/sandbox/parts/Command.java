package dev.windlass.sandbox.parts;

import java.io.IOException;
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

  /** Runs it with this text on standard input. */
  Output run(String input) {
    try {
      Process process = new ProcessBuilder(arguments).redirectErrorStream(true).start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Output(process.waitFor(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + arguments.getFirst(), e);
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

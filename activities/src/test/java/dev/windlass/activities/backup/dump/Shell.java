package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A line of the shell with bytes on both sides: the public tools that must agree with us. */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Shell(int exit, byte[] output, String errors) {

  /** Runs it with this input; further arguments are $1, $2, …. */
  static Shell run(String line, byte[] input, String... arguments) throws Exception {
    List<String> command =
        Stream.concat(Stream.of("sh", "-c", line, "sh"), Arrays.stream(arguments)).toList();
    Process process = new ProcessBuilder(command).start();
    Thread.ofVirtual().start(() -> give(process, input));
    byte[] output = process.getInputStream().readAllBytes();
    String errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Shell(process.waitFor(), output, errors);
  }

  private static void give(Process process, byte[] input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input);
    } catch (IOException unread) {
      // Told by how it ended.
    }
  }

  String text() {
    return new String(output, UTF_8);
  }
}

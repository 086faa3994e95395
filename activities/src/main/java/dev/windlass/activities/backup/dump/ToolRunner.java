package dev.windlass.activities.backup.dump;

import dev.windlass.activities.grant.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Runs tools somewhere: on the Windlass worker itself ({@link WorkerTools}), or on a host ({@link
 * HostTools}). A tool ends with whoever started it, whether he says so, dies, or is cut off.
 */
public interface ToolRunner {

  /**
   * Starts a tool; the caller closes the process.
   *
   * @param password handed over by standard input
   */
  ToolProcess start(ToolCommand command, Secret password) throws IOException;

  /** What a runner gives to {@code /bin/sh -c}. */
  static String script() {
    try (var resource = ToolRunner.class.getResourceAsStream("run-tool.sh")) {
      if (resource == null) {
        throw new IllegalStateException("run-tool.sh isn't on the class path");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

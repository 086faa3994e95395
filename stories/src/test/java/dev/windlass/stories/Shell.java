package dev.windlass.stories;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a command of this machine to its end. */
final class Shell {
  private Shell() {}

  /** What it printed, both streams; fails when it exits with another code than 0. */
  static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException(List.of(command) + " exited with " + exit + ": " + printed);
    }
    return printed;
  }
}

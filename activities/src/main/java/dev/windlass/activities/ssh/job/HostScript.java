package dev.windlass.activities.ssh.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The half of the protocol that runs on hosts: shell files beside this class. */
enum HostScript {
  BOOT,
  FENCE,
  JOB,
  KILL,
  OPEN,
  PROBE,
  PRUNE,
  START;

  private final String text;

  HostScript() {
    text = read("tree.sh") + read(name().toLowerCase(java.util.Locale.ROOT) + ".sh");
  }

  /** The script with the functions that all of them share. */
  String text() {
    return text;
  }

  private static String read(String file) {
    try (var resource = HostScript.class.getResourceAsStream(file)) {
      if (resource == null) {
        throw new IllegalStateException(file + " isn't on the class path");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

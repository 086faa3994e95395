package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windlass.sandbox.openssh.OpenSshHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a run that has ended must not leave anywhere. */
final class Leftovers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ON_HOST =
      """
      cd /srv/shop/.windlass || exit 0
      for job in jobs/*; do
        [ -e "$job/lock" ] || continue
        flock -n "$job/lock" true || echo "runs: $(cat "$job/owner")"
        [ ! -s "$job/started" ] || [ -e "$job/tombstone" ] || grep -q '^end ' "$job/exit" ||
          echo "has no end: $(cat "$job/owner")"
      done
      ls -d jobs/.incoming-* 2>/dev/null
      ls gone 2>/dev/null | sed 's/^/not removed: /'
      grep -lsa 'WINDLASS_JOB=' /proc/[0-9]*/environ | sed 's/^/process: /'
      exit 0
      """;

  private Leftovers() {}

  /** Fails when a host has a job, a process or half a file of ours, or Temporal an open run. */
  static void none(Scene scene) throws Exception {
    for (OpenSshHost host : scene.fleet.web()) {
      assertThat(scene.fleet.on(host, ON_HOST)).as("left on " + host.address()).isBlank();
    }
    assertThat(openRuns(scene)).as("open runs in Temporal").isEmpty();
    noFiles(scene.windlass);
  }

  /** Fails when the worker, or one before it, holds a temporary file. */
  static void noFiles(Windlass windlass) throws IOException {
    try (Stream<Path> all = Files.walk(windlass.temporary())) {
      assertThat(all.filter(file -> file.toString().contains("/windlass-held-")))
          .filteredOn(Files::isRegularFile)
          .as("files of the worker")
          .allMatch(file -> file.endsWith("lock"));
    }
  }

  /** Runs that Temporal has open. */
  static JsonNode openRuns(Scene scene) throws Exception {
    return JSON.readTree(
        Shell.run(
            "temporal",
            "workflow",
            "list",
            "--query",
            "ExecutionStatus=\"Running\"",
            "--address",
            scene.temporal.target(),
            "--output",
            "json"));
  }
}

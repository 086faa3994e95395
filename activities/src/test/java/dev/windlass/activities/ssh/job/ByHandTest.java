package dev.windlass.activities.ssh.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.TestHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What docs/remote-jobs.md says to type on a host, typed there. */
class ByHandTest extends JobFixture {

  @Override
  TestHost start(Path in) throws Exception {
    return TestHost.openSsh(in);
  }

  @Test
  void looksAtAJobAndKeepsOneFromStarting() throws Exception {
    List<String> typed = page();
    assertThat(typed).hasSize(7);
    Future<JobResult> running =
        pool.submit(
            () -> run(job("echo hello; touch begun; until [ -e go ]; do sleep 0.05; done")));
    awaitFile("begun");

    assertThat(output(typed, "grep")).contains(operation);
    assertThat(output(typed, "tail -n")).contains("run 0 ");
    assertThat(output(typed, "flock")).as("while it runs").isEmpty();
    assertThat(output(typed, "tail -f")).contains("hello");
    assertThat(output(typed, "ps")).contains("until [ -e go ]");

    Files.createFile(seen.resolve("go"));
    assertThat(running.get(10, TimeUnit.SECONDS)).isInstanceOf(JobResult.Finished.class);
    assertThat(output(typed, "flock")).isEqualTo("idle\n");

    operation += "/next";
    host.run(
        RemoteCommand.of(
            "mkdir \"$1\"", scope.path() + "/.windlass/jobs/" + JobScript.digest(operation)));
    assertThat(output(typed, "touch")).isEmpty();
    assertThat(run(job("touch late")))
        .isInstanceOfSatisfying(
            JobResult.Refused.class,
            refused -> assertThat(refused.by()).isEqualTo(JobResult.Refusal.TOMBSTONE));
    assertThat(seen.resolve("late")).doesNotExist();
  }

  /** What the line that begins so prints; one that goes on for ever is ended. */
  private String output(List<String> typed, String beginning) {
    String line = typed.stream().filter(one -> one.startsWith(beginning)).findFirst().orElseThrow();
    String here = typed.getFirst().replace("/var/www/shop", scope.path()) + "\n" + line;
    return host.run(
            RemoteCommand.of(here.replace("<job>", JobScript.digest(operation)))
                .withTimeout(Duration.ofSeconds(2)))
        .output();
  }

  private static List<String> page() throws Exception {
    String page = Files.readString(Path.of("../docs/remote-jobs.md"));
    return Arrays.stream(page.split("## By hand", 2)[1].split("```", 3)[1].split("\n"))
        .filter(line -> !line.isBlank())
        .toList();
  }
}

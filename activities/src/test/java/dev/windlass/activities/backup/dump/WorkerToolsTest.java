package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.grant.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkerToolsTest {

  private static final Set<String> KNOWN =
      Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "PWD", "OLDPWD", "SHLVL", "_");

  @Test
  void aToolInheritsNothingThatTheWorkerWasStartedWithBesideWhatFindsItsPrograms()
      throws Exception {
    assertThat(System.getenv().keySet()).as("something to inherit").isNotEmpty();
    assertThat(KNOWN.containsAll(System.getenv().keySet())).as("nothing else").isFalse();
    ToolCommand env =
        new ToolCommand(
            List.of("env"), List.of(), ToolCommand.Login.NONE, ToolCommand.Input.HELD, List.of());

    try (ToolProcess tool = new WorkerTools().start(env, Secret.of("word"))) {
      String said = new String(tool.output().readAllBytes(), UTF_8);
      Set<String> names =
          said.lines().map(line -> line.replaceFirst("=.*", "")).collect(Collectors.toSet());
      assertThat(names).contains("PATH").isSubsetOf(KNOWN);
    }
  }

  /** As a dump that waits for a lock when its backup is aborted. */
  @Test
  void aSilentToolEndsWithTheInterruptionOfWhoReadsIt() throws Exception {
    ToolCommand silent =
        new ToolCommand(
            List.of("sleep"),
            List.of("600"),
            ToolCommand.Login.NONE,
            ToolCommand.Input.HELD,
            List.of());
    CountDownLatch started = new CountDownLatch(1);
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              try (ToolProcess tool = new WorkerTools().start(silent, Secret.of("word"))) {
                started.countDown();
                tool.output().readAllBytes();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    started.await();

    reader.interrupt();

    assertThat(reader.join(Duration.ofSeconds(20))).as("ended").isTrue();
  }
}

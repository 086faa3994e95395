package dev.windlass.activities.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.grant.Secret;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.activities.ssh.Poll;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.TestHost;
import dev.windlass.activities.ssh.jsch.JschRemoteHosts;
import dev.windlass.sandbox.ssh.CutCable;
import dev.windlass.workflows.plan.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A tool never outlives whoever wanted it, also when it says and reads nothing. */
class ToolEndingTest {

  private static final Secret PASSWORD = Secret.of("hid\"den\\ word");

  @TempDir Path folder = Path.of("/nowhere");

  /** As silent as a dump that waits for a lock; found by what it sleeps. */
  private static ToolCommand silent(String seconds, ToolCommand.Input input) {
    return new ToolCommand(
        List.of("sleep"), List.of(seconds), ToolCommand.Login.NONE, input, List.of());
  }

  private static boolean runs(String seconds) {
    return ProcessHandle.allProcesses()
        .anyMatch(p -> p.info().commandLine().orElse("").endsWith("sleep " + seconds));
  }

  private static String oddTime() {
    return "60" + Integer.toUnsignedString(UUID.randomUUID().hashCode());
  }

  @ParameterizedTest
  @EnumSource
  void endsWhenItIsNoLongerWantedOnTheWorker(ToolCommand.Input input) throws Exception {
    String seconds = oddTime();
    try (ToolProcess tool = new WorkerTools().start(silent(seconds, input), PASSWORD)) {
      Poll.until("the tool runs", () -> runs(seconds));
      assertThat(tool.place()).isEqualTo("on the Windlass worker");
    }

    Poll.until("the tool ended", () -> !runs(seconds));
  }

  @ParameterizedTest
  @EnumSource
  void endsWithAKilledWorker(ToolCommand.Input input) throws Exception {
    String seconds = oddTime();
    ToolCommand command = silent(seconds, input);
    // A shell in the worker's place: it starts the script, holds its input open, and is killed.
    Path script = Files.writeString(folder.resolve("script"), ToolRunner.script());
    String line =
        "s=$(cat \"$0\"); { printf 'word\\n\\n'; exec sleep 300; } | /bin/sh -c \"$s\" tool \"$@\"; :";
    List<String> arguments =
        new ArrayList<>(List.of("setsid", "sh", "-c", line, script.toString()));
    arguments.addAll(command.scriptArguments());
    Process worker = new ProcessBuilder(arguments).start();
    Poll.until("the tool runs", () -> runs(seconds));

    Poll.until("its input is held", () -> holder(worker).isPresent());
    ProcessHandle holder = holder(worker).orElseThrow();
    worker.destroyForcibly().waitFor();
    if (input == ToolCommand.Input.HELD) {
      holder.destroyForcibly();
    }

    Poll.until("the tool ended", () -> !runs(seconds));
    holder.destroyForcibly();
  }

  private static Optional<ProcessHandle> holder(Process worker) {
    return worker
        .descendants()
        .filter(p -> p.info().commandLine().orElse("").endsWith("sleep 300"))
        .findFirst();
  }

  @Test
  void endsWithItsChannelOnAHost() throws Exception {
    try (TestHost part = TestHost.openSsh(folder.resolve("host"));
        var hosts = new JschRemoteHosts(part.identities())) {
      RemoteHost host = hosts.open(part.target());
      for (ToolCommand.Input input : ToolCommand.Input.values()) {
        String seconds = oddTime();
        try (ToolProcess tool = new HostTools(host).start(silent(seconds, input), PASSWORD)) {
          Poll.until("the tool runs", () -> runs(seconds));
          assertThat(tool.place()).isEqualTo("on web-1");
        }
        Poll.until("the tool ended, " + input, () -> !runs(seconds));
      }
    }
  }

  @Test
  void endsWhenItsChannelIsClosedAtOnce() throws Exception {
    try (TestHost part = TestHost.openSsh(folder.resolve("host"));
        var hosts = new JschRemoteHosts(part.identities())) {
      RemoteHost host = hosts.open(part.target());
      List<String> tools = Stream.generate(ToolEndingTest::oddTime).limit(20).toList();
      for (String seconds : tools) {
        new HostTools(host).start(silent(seconds, ToolCommand.Input.FED), PASSWORD).close();
      }
      Poll.until("all tools ended", () -> tools.stream().noneMatch(ToolEndingTest::runs));
    }
  }

  @Test
  void endsWithItsConnectionOnAHost() throws Exception {
    try (TestHost part = TestHost.openSsh(folder.resolve("host"));
        var hosts = new JschRemoteHosts(part.identities())) {
      for (ToolCommand.Input input : ToolCommand.Input.values()) {
        try (var cable = CutCable.to(part.address(), part.port());
            RemoteHost host = hosts.dial(part.behind(cable.port()))) {
          String seconds = oddTime();
          ToolProcess tool = new HostTools(host).start(silent(seconds, input), PASSWORD);
          Poll.until("the tool runs", () -> runs(seconds));

          cable.cut();

          Poll.until("the tool ended, " + input, () -> !runs(seconds));
          assertThat(tool.ending()).isEqualTo(new Ending.ConnectionLost());
          tool.close();
        }
      }
    }
  }

  @Test
  void handsThePasswordOverWithoutShowingItInTheProcessList() throws Exception {
    String show = "cat \"$1\"; tr '\\0' ' ' </proc/$$/cmdline; tr '\\0' ' ' </proc/$PPID/cmdline";
    Path tool =
        Files.writeString(
            folder.resolve("tool"),
            "#!/bin/sh\n"
                + "case $1 in --*) set -- \"${1#*=}\";; *) set -- /dev/null; echo \"$PGPASSWORD\";; esac\n"
                + show
                + "\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();

    assertThat(output(tool, ToolCommand.Login.OPTION_FILE))
        .startsWith("[client]\npassword=\"hid\\\"den\\\\ word\"\n")
        .doesNotContain("hid\"den");
    assertThat(output(tool, ToolCommand.Login.PGPASSWORD)).startsWith("hid\"den\\ word\n");
  }

  private static String output(Path tool, ToolCommand.Login login) throws IOException {
    var command =
        new ToolCommand(
            List.of("not-installed", tool.toString()),
            List.of("argument"),
            login,
            ToolCommand.Input.HELD,
            List.of());
    try (ToolProcess process = new WorkerTools().start(command, PASSWORD)) {
      String output = new String(process.output().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.ending()).as(process.errors()).isEqualTo(new Ending.Exited(0));
      return output;
    }
  }

  @Test
  void namesTheToolThatIsNotInstalled() throws IOException {
    var command =
        new ToolCommand(
            List.of("no-such-dump", "nor-this"),
            List.of(),
            ToolCommand.Login.NONE,
            ToolCommand.Input.HELD,
            List.of());
    try (ToolProcess process = new WorkerTools().start(command, PASSWORD)) {
      assertThat(process.output().read()).isEqualTo(-1);
      assertThat(process.ending()).isEqualTo(new Ending.Exited(127));
      assertThat(process.errors()).isEqualTo("not installed: no-such-dump nor-this\n");
    }
  }

  @Test
  void refusesNamesThatAToolWouldTakeForOptions() {
    assertThatThrownBy(() ->
            new Endpoint(
                Database.Engine.POSTGRESQL, "127.0.0.1", 5432, "host=elsewhere", "app", PASSWORD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("database 'host=elsewhere'");
  }
}

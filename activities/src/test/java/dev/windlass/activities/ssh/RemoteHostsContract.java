package dev.windlass.activities.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.ssh.FileRefusedException.Why;
import dev.windlass.activities.ssh.jsch.JschRemoteHosts;
import dev.windlass.sandbox.ssh.CutCable;
import dev.windlass.sandbox.ssh.SandboxKey;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every host promises, whichever sshd it runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RemoteHostsContract {

  @TempDir Path folder;
  TestHost part;
  JschRemoteHosts hosts;

  abstract TestHost start(Path in) throws Exception;

  @BeforeAll
  void startHost(@TempDir Path shared) throws Exception {
    part = start(shared.resolve("host"));
  }

  @AfterAll
  void stopHost() throws Exception {
    if (part != null) {
      part.close();
    }
  }

  @BeforeEach
  void open() {
    hosts = new JschRemoteHosts(part.identities());
  }

  @AfterEach
  void close() {
    hosts.close();
  }

  private RunResult run(RemoteCommand command) {
    return hosts.open(part.target()).run(command);
  }

  @Test
  void aCommandWithoutInputFindsItsEndAtOnce() {
    assertThat(run(RemoteCommand.of("cat; echo end")).output()).isEqualTo("end\n");
  }

  @Test
  void tellsOutputErrorsAndExitCode() {
    RunResult result =
        run(RemoteCommand.of("echo \"$1 and $2\"; echo oops >&2; exit 7", "a'b", "$c"));

    assertThat(result.ending()).isEqualTo(new Ending.Exited(7));
    assertThat(result.output()).isEqualTo("a'b and $c\n");
    assertThat(result.errors()).isEqualTo("oops\n");
  }

  @Test
  void tellsThatASignalEndedTheCommand() {
    RunResult result = run(RemoteCommand.of("kill -s KILL $$"));

    // A program that runs others (timeout, Java) turns a signal into 128 + its number.
    assertThat(result.ending()).isIn(new Ending.Signalled("KILL"), new Ending.Exited(137));
  }

  @Test
  void handsStandardInputOver() {
    String input = "ä line\n".repeat(30_000);
    RunResult result = run(RemoteCommand.of("cat").withStdin(input).keeping(1 << 20));

    assertThat(result.output()).isEqualTo(input);
  }

  @Test
  void feedsACommandWhileItRuns() throws Exception {
    RemoteCommand echo = RemoteCommand.of("read -r first; echo \"got $first\"; cat");
    try (RemoteProcess process = hosts.open(part.target()).startFed(echo)) {
      process.input().write("one\n".getBytes(UTF_8));
      process.input().flush();
      assertThat(process.output().readNBytes(8)).isEqualTo("got one\n".getBytes(UTF_8));

      process.input().write("rest".getBytes(UTF_8));
      process.input().close();
      assertThat(process.output().readAllBytes()).isEqualTo("rest".getBytes(UTF_8));
      assertThat(process.ending()).isEqualTo(new Ending.Exited(0));
    }
    assertThatThrownBy(() -> hosts.open(part.target()).startFed(echo.withStdin("another")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCommandThatIsFedSeesTheEndOfItsChannel() throws Exception {
    String mark = part.base().resolve("ended").toString();
    RemoteCommand waiting = RemoteCommand.of("echo here; cat; touch \"$1\"", mark);
    try (RemoteProcess process = hosts.open(part.target()).startFed(waiting)) {
      assertThat(process.output().readNBytes(5)).isEqualTo("here\n".getBytes(UTF_8));
    }

    Poll.until("the command saw its end", () -> Files.exists(part.seen().resolve("ended")));
  }

  @Test
  void keepsOnlyTheEndOfLargeOutput() {
    RunResult result =
        run(RemoteCommand.of("head -c 5000000 /dev/zero | tr '\\0' x; echo end").keeping(100));

    assertThat(result.output()).hasSize(100).endsWith("xxx" + "end\n");
  }

  @Test
  void endsACommandAtItsTimeLimitAlsoOnTheHost() throws Exception {
    Path mark = part.seen().resolve("late");
    RunResult result =
        run(
            RemoteCommand.of("sleep 1.2; touch \"$1\"", part.base().resolve("late").toString())
                .withTimeout(Duration.ofMillis(300)));

    assertThat(result.ending()).isEqualTo(new Ending.TimedOut(Duration.ofMillis(300)));
    RunResult left = run(RemoteCommand.of("sleep 1.1; ls " + part.base()));
    assertThat(left.ending().isZero()).isTrue();
    assertThat(Files.exists(mark)).isFalse();
  }

  @Test
  void tellsALostConnectionApart() throws Exception {
    try (var cable = CutCable.to(part.address(), part.port());
        RemoteHost host = hosts.open(part.behind(cable.port()))) {
      try (RemoteProcess process = host.start(RemoteCommand.of("echo here; sleep 5"))) {
        assertThat(process.output().readNBytes(5)).isEqualTo("here\n".getBytes(UTF_8));
        cable.cut();
        assertThat(process.output().read()).isEqualTo(-1);
        assertThat(process.ending()).isEqualTo(new Ending.ConnectionLost());
      }
      // The shared session is made again by who needs it.
      assertThat(host.run(RemoteCommand.of("echo again")).output()).isEqualTo("again\n");
    }
  }

  @Test
  void runsMoreCommandsAtOnceThanASessionHasChannels() throws Exception {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var runs =
          IntStream.range(0, 40)
              .mapToObj(i -> pool.submit(() -> run(RemoteCommand.of("sleep 0.05; echo " + i))))
              .toList();
      for (int i = 0; i < runs.size(); i++) {
        assertThat(runs.get(i).get(30, TimeUnit.SECONDS).output()).isEqualTo(i + "\n");
      }
    }
  }

  @Test
  void uploadsOnceAndOnlyWhatHasTheDigest() throws Exception {
    Path file = Files.writeString(folder.resolve("a file"), "content");
    String digest = "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73";
    String remote = part.base().resolve("up/the file").toString();
    RemoteHost host = hosts.open(part.target());

    host.upload(new Upload(file, remote, digest, "0640"));
    Path arrived = part.seen().resolve("up/the file");
    Object first = Files.getAttribute(arrived, "unix:ino");
    host.upload(new Upload(file, remote, digest, "0640"));

    assertThat(arrived).hasContent("content");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(arrived)))
        .isEqualTo("rw-r-----");
    assertThat(Files.getAttribute(arrived, "unix:ino")).isEqualTo(first);
    String other = digest.replace('e', 'f');
    assertThatThrownBy(() -> host.upload(new Upload(file, remote, other, "0640")))
        .isInstanceOf(UploadFailedException.class)
        .hasMessageContaining("another digest");
    assertThat(arrived).hasContent("content");
    assertThat(arrived.getParent()).isDirectoryNotContaining("glob:**.part-*");
  }

  @Test
  void saysWhyAHostTookNoFileAndGoesOn() throws Exception {
    Path file = Files.writeString(folder.resolve("a file"), "content");
    RemoteHost host = hosts.open(part.target());
    host.run(RemoteCommand.of("echo here >\"$1\"", part.base() + "/taken"));

    assertThatThrownBy(() ->
            host.upload(new Upload(file, part.base() + "/taken/file", "0".repeat(64), "0640")))
        .isInstanceOf(UploadFailedException.class)
        .hasMessageContaining(part.base() + "/taken")
        .hasMessageContaining("right to write?");
    assertThat(host.run(RemoteCommand.of("echo on")).output()).isEqualTo("on\n");
  }

  @Test
  void keepsFilesOverSftp() throws Exception {
    String folder = part.base() + "/kept/here";
    byte[] content = new byte[100_000];
    new Random(7).nextBytes(content);
    try (RemoteFiles files = hosts.open(part.target()).files()) {
      try (OutputStream file = files.create(folder + "/.new")) {
        file.write(content);
      }
      files.publish(folder + "/.new", folder + "/it's new");

      assertThat(files.list(folder))
          .singleElement()
          .satisfies(file -> {
            assertThat(file.name()).isEqualTo("it's new");
            assertThat(file.kind()).isEqualTo(RemoteFile.Kind.FILE);
            assertThat(file.bytes()).isEqualTo(content.length);
          });
      try (InputStream file = files.read(folder + "/it's new")) {
        assertThat(file.readAllBytes()).isEqualTo(content);
      }
      files.delete(folder + "/it's new");
      files.delete(folder);
      assertThat(files.look(folder)).isNull();
    }
    assertThat(part.seen().resolve("kept")).isEmptyDirectory();
  }

  @Test
  void saysWhyAFileIsRefused() throws Exception {
    Files.writeString(part.seen().resolve("old"), "old");
    Files.writeString(part.seen().resolve("new"), "new");
    try (RemoteFiles files = hosts.open(part.target()).files()) {
      assertThat(why(() -> files.read(part.base() + "/none"))).isEqualTo(Why.ABSENT);
      assertThat(why(() -> files.list(part.base() + "/none"))).isEqualTo(Why.ABSENT);
      assertThat(why(() -> files.publish(part.base() + "/new", part.base() + "/old")))
          .isEqualTo(Why.PRESENT);
      assertThat(part.seen().resolve("old")).hasContent("old");
    }
  }

  private static Why why(ThrowingCallable act) {
    return assertThatThrownBy(act)
        .asInstanceOf(InstanceOfAssertFactories.throwable(FileRefusedException.class))
        .actual()
        .why();
  }

  @Test
  void leadsALocalPortThroughTheHost() throws Exception {
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> greet(server));
      try (Tunnel tunnel = hosts.open(part.target()).forward("127.0.0.1", server.getLocalPort());
          var socket = new Socket(InetAddress.getLoopbackAddress(), tunnel.port())) {
        assertThat(new String(socket.getInputStream().readNBytes(5), UTF_8)).isEqualTo("hello");
      }
    }
  }

  private static void greet(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write("hello".getBytes(UTF_8));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void goesThroughAJumpHost() {
    SshTarget direct = part.target();
    String jump = "deploy@" + part.address() + ":" + part.port();
    var behind =
        new SshTarget(
            "web-2", part.address(), part.port(), "deploy", jump, "deploy", direct.knownHosts());

    assertThat(hosts.open(behind).run(RemoteCommand.of("echo through")).output())
        .isEqualTo("through\n");
    assertThat(behind.jumpTarget()).isNotNull();
  }

  @Test
  void refusesAHostKeyThatIsNotPinned() {
    SshTarget unpinned = pinned(List.of());

    assertThatThrownBy(() -> hosts.open(unpinned))
        .isInstanceOf(HostKeyRefusedException.class)
        .hasMessageContaining("web-1: offers SHA256:")
        .hasMessageContaining("nothing is pinned");
  }

  @Test
  void refusesAHostKeyOtherThanThePinned() {
    String other =
        "[" + part.address() + "]:" + part.port() + " " + SandboxKey.generate().publicLine();

    assertThatThrownBy(() -> hosts.open(pinned(List.of(other))))
        .isInstanceOf(HostKeyRefusedException.class)
        .hasMessageMatching("(?s).*offers SHA256:\\S+; pinned is SHA256:.*")
        .satisfies(e -> assertThat(((RemoteHostException) e).isRetryable()).isFalse());
  }

  private SshTarget pinned(List<String> pins) {
    return new SshTarget("web-1", part.address(), part.port(), "deploy", null, "deploy", pins);
  }

  @Test
  void saysThatTheHostDoesNotLetUsIn() {
    try (var stranger =
        new JschRemoteHosts(
            name -> new SshIdentity.PrivateKey(SandboxKey.generate().privatePem(), null))) {
      assertThatThrownBy(() -> stranger.open(part.target()))
          .isInstanceOf(AuthenticationFailedException.class)
          .hasMessageContaining("authorized_keys");
    }
  }

  @Test
  void saysThatNothingAnswers() throws Exception {
    int silent;
    try (var socket = new ServerSocket(0)) {
      silent = socket.getLocalPort();
    }
    var nowhere = new SshTarget("web-9", "127.0.0.1", silent, "deploy", null, "deploy", List.of());

    assertThatThrownBy(() -> hosts.open(nowhere))
        .isInstanceOf(HostUnreachableException.class)
        .hasMessageContaining("web-9: nothing answers");
  }

  @Test
  void endsSessionsThatNobodyUses() throws Exception {
    try (var cable = CutCable.to(part.address(), part.port());
        var brief = new JschRemoteHosts(part.identities(), Duration.ofMillis(100))) {
      RemoteHost host = brief.open(part.behind(cable.port()));
      assertThat(cable.connections()).isEqualTo(1);
      Poll.until("the session ended", () -> cable.connections() == 0);
      assertThat(host.run(RemoteCommand.of("echo again")).output()).isEqualTo("again\n");
    }
  }
}

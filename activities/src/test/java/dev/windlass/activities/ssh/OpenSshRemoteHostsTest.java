package dev.windlass.activities.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.ssh.jsch.JschRemoteHosts;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.sandbox.ssh.SandboxKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenSshRemoteHostsTest extends RemoteHostsContract {

  @Override
  TestHost start(Path in) throws Exception {
    return TestHost.openSsh(in);
  }

  @Test
  void connectsPatientlyWhereSshdDropsConnections() throws Exception {
    // Forty at once; sshd begins to drop at ten that haven't logged in.
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var dialled =
          IntStream.range(0, 40)
              .mapToObj(i -> pool.submit(() -> hosts.dial(part.target())))
              .toList();
      for (var one : dialled) {
        one.get(30, TimeUnit.SECONDS).close();
      }
    }
  }

  @Test
  void waitsForAChannelWhereSshdAllowsFew() throws Exception {
    SandboxKey login = SandboxKey.generate();
    try (OpenSshHost few =
            OpenSshHost.start(
                new OpenSshHost.Setting(folder.resolve("few"), "127.0.0.1", 0, login, 2, 0));
        var here =
            new JschRemoteHosts(name -> new SshIdentity.PrivateKey(login.privatePem(), null));
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      RemoteHost host = here.open(root(few));
      var runs =
          IntStream.range(0, 8)
              .mapToObj(i -> pool.submit(() -> host.run(RemoteCommand.of("sleep 0.1; echo " + i))))
              .toList();
      for (int i = 0; i < runs.size(); i++) {
        assertThat(runs.get(i).get(30, TimeUnit.SECONDS).output()).isEqualTo(i + "\n");
      }
    }
  }

  @Test
  void leavesNothingOfAFileThatADiskHasNoRoomFor() throws Exception {
    Path large = folder.resolve("large");
    Files.write(large, new byte[40 << 20]);
    Path arrived = part.seen().resolve("large");
    RemoteHost host = hosts.open(part.target());

    assertThatThrownBy(
            () -> host.upload(new Upload(large, part.base() + "/large", "0".repeat(64), "0640")))
        .isInstanceOf(UploadFailedException.class)
        .hasMessageContaining("No space left on device");
    assertThat(arrived).doesNotExist();
    assertThat(arrived.getParent()).isDirectoryNotContaining("glob:**.part-*");
    assertThat(host.run(RemoteCommand.of("echo on")).output()).isEqualTo("on\n");
  }

  private static SshTarget root(OpenSshHost host) {
    return new SshTarget(
        "few", host.address(), host.port(), "root", null, "agent", List.of(host.knownHostsLine()));
  }

  @Test
  void logsInWithAKeyThatOnlyAnAgentHas() throws Exception {
    RealParts.require("ssh-agent", "ssh-add");
    Path socket = folder.resolve("agent");
    Process agent =
        new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("agent.log").toFile())
            .start();
    try {
      Poll.until("the agent answers", () -> Files.exists(socket));
      Path key = folder.resolve("key");
      Files.createFile(
          key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(key, part.login().privatePem(), UTF_8);
      var add = new ProcessBuilder("ssh-add", "-q", key.toString());
      add.environment().put("SSH_AUTH_SOCK", socket.toString());
      assertThat(add.start().waitFor()).isZero();
      try (var byAgent = new JschRemoteHosts(name -> new SshIdentity.Agent(socket))) {
        assertThat(byAgent.open(part.target()).run(RemoteCommand.of("id -un")).output())
            .isEqualTo("deploy\n");
      }
    } finally {
      agent.destroy();
    }
  }
}

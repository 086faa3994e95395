package dev.windlass.activities.ssh;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.ssh.jsch.JschRemoteHosts;
import dev.windlass.sandbox.ssh.InProcessHost;
import dev.windlass.sandbox.ssh.SandboxKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class InProcessRemoteHostsTest extends RemoteHostsContract {

  @Override
  TestHost start(Path in) throws Exception {
    return TestHost.inProcess(in);
  }

  @Test
  void saysWhatIsMissingWhereAHostOffersNoSftp() throws Exception {
    SandboxKey login = SandboxKey.generate();
    Path home = folder.resolve("bare");
    Path file = Files.writeString(folder.resolve("a file"), "content");
    String digest = "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73";
    try (InProcessHost bare =
            InProcessHost.start(home, "127.0.0.1", 0, login).withoutFileTransfer();
        JschRemoteHosts reached =
            new JschRemoteHosts(name -> new SshIdentity.PrivateKey(login.privatePem(), null))) {
      SshTarget target =
          new SshTarget(
              "web-9",
              bare.address(),
              bare.port(),
              "deploy",
              null,
              "deploy",
              List.of(bare.knownHostsLine()));
      Upload upload = new Upload(file, home.resolve("file").toString(), digest, "0640");

      assertThatThrownBy(() -> reached.open(target).requireUploads())
          .isInstanceOf(UploadFailedException.class)
          .hasMessageContaining("Subsystem sftp internal-sftp");
      assertThatThrownBy(() -> reached.open(target).upload(upload))
          .isInstanceOf(UploadFailedException.class)
          .hasMessageContaining("Subsystem sftp internal-sftp");
    }
  }
}

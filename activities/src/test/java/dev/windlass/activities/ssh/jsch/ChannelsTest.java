package dev.windlass.activities.ssh.jsch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.Session;
import dev.windlass.sandbox.ssh.InProcessHost;
import dev.windlass.sandbox.ssh.SandboxKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelsTest {

  @TempDir private Path folder;

  /**
   * JSch swallows whatever hinders it and answers null; a type that it does not know hinders it.
   */
  @Test
  void sayThatThereIsNoneWhereJschAnswersNull() throws Exception {
    SandboxKey login = SandboxKey.generate();
    try (InProcessHost host = InProcessHost.start(folder, "127.0.0.1", 0, login)) {
      JSch jsch = new JSch();
      jsch.addIdentity("login", login.privatePem().getBytes(StandardCharsets.UTF_8), null, null);
      Session session = jsch.getSession("deploy", host.address(), host.port());
      session.setConfig("StrictHostKeyChecking", "no");
      session.connect();
      try {
        assertThatThrownBy(() -> Channels.open(session, "no such type"))
            .isInstanceOf(Channels.NoChannelException.class)
            .hasMessageContaining("the session ended");
      } finally {
        session.disconnect();
      }
      assertThatThrownBy(() -> Channels.exec(session))
          .isInstanceOf(Channels.NoChannelException.class);
    }
  }
}

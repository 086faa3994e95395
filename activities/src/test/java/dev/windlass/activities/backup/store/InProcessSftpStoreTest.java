package dev.windlass.activities.backup.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.ssh.SshIdentities;
import dev.windlass.activities.ssh.SshTarget;
import dev.windlass.activities.ssh.TestHost;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InProcessSftpStoreTest extends SftpStoreContract {

  private TestHost host;

  @BeforeAll
  void startHost(@TempDir Path shared) throws Exception {
    host = TestHost.inProcess(shared.resolve("host"));
  }

  @AfterAll
  void stopHost() throws Exception {
    host.close();
  }

  @Override
  Place place() {
    return new Place(host.seen(), host.base().toString());
  }

  @Override
  SshIdentities identities() {
    return host.identities();
  }

  @Override
  SshTarget target(int port) {
    return host.behind(port);
  }

  @Override
  int port() {
    return host.port();
  }

  @Test
  void saysThatItsDirectoryIsNotThere() {
    try (BackupStore gone = at(port(), "/nowhere/at-all")) {
      StoreException e = trouble(StoreTrouble.UNREACHABLE, () -> gone.write(KEY));
      assertThat(e).hasMessageContaining("there is no directory /nowhere/at-all");
    }
  }
}

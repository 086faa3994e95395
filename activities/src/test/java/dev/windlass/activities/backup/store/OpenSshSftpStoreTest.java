package dev.windlass.activities.backup.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.ssh.SshIdentities;
import dev.windlass.activities.ssh.SshIdentity;
import dev.windlass.activities.ssh.SshTarget;
import dev.windlass.activities.ssh.jsch.JschRemoteHosts;
import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.sandbox.ssh.SandboxKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a login that has SFTP only and is shut in a directory, as backup hosts have it. */
class OpenSshSftpStoreTest extends SftpStoreContract {

  private static final long DISK = 160L << 20;
  private static final SandboxKey LOGIN = SandboxKey.generate();

  private OpenSshHost host;

  @BeforeAll
  void startHost(@TempDir Path shared) throws Exception {
    OpenSshHost.require();
    host = OpenSshHost.isolated(shared.resolve("host"), "127.0.0.1", LOGIN, DISK);
  }

  @AfterAll
  void stopHost() {
    if (host != null) {
      host.close();
    }
  }

  @Override
  Place place() {
    return new Place(host.seen("/srv/vault/store"), "/store");
  }

  @Override
  void own(Path directory) throws IOException {
    Files.setAttribute(directory, "unix:uid", 1501);
    Files.setAttribute(directory, "unix:gid", 1501);
  }

  @Override
  SshIdentities identities() {
    return name -> new SshIdentity.PrivateKey(LOGIN.privatePem(), null);
  }

  @Override
  SshTarget target(int port) {
    String pin = host.knownHostsLine().replace(":" + host.port() + " ", ":" + port + " ");
    return new SshTarget("vault", "127.0.0.1", port, "vault", null, "vault", List.of(pin));
  }

  @Override
  int port() {
    return host.port();
  }

  @Test
  void leavesNothingWhereTheHostHasNoRoomAndSaysSo() throws Exception {
    StoreException full =
        trouble(
            StoreTrouble.FULL,
            () -> {
              try (ObjectWriter writer = store.write(KEY)) {
                for (long sent = 0; sent < 2 * DISK; sent += LARGE) {
                  writer.write(new byte[LARGE]);
                }
                writer.commit();
              }
            });

    assertThat(full).hasMessageContaining(KEY.text()).hasMessageContaining("no space left");
    assertThatNothingIsLeft();
    put(store, KEY, random(LARGE));
  }

  @Test
  void saysThatItMayNotWriteThere() {
    try (BackupStore root = at(port(), "/")) {
      StoreException denied = trouble(StoreTrouble.DENIED, () -> root.write(KEY));
      assertThat(denied.isRetryable()).isFalse();
      assertThat(denied).hasMessageContaining("sftp://vault@127.0.0.1:" + port() + "/");
    }
  }

  @Test
  void saysThatItsKeyIsNotLetIn() {
    SandboxKey stranger = SandboxKey.generate();
    try (var strangers =
        new JschRemoteHosts(name -> new SshIdentity.PrivateKey(stranger.privatePem(), null))) {
      hosts.close();
      hosts = strangers;
      trouble(StoreTrouble.DENIED, () -> at(port(), "/store").list(""));
    }
  }
}

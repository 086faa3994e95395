package dev.windlass.activities.backup.store;

import dev.windlass.activities.ssh.SshIdentities;
import dev.windlass.activities.ssh.SshTarget;
import dev.windlass.activities.ssh.jsch.JschRemoteHosts;
import dev.windlass.sandbox.ssh.CutCable;
import dev.windlass.workflows.backup.StoreAddress;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What a store on a host promises, whichever sshd it runs. */
abstract class SftpStoreContract extends NetworkStoreContract {

  JschRemoteHosts hosts;

  /** Where stores may be, as this process sees it; and as the login sees it. */
  record Place(Path seen, String onHost) {}

  abstract Place place();

  abstract SshIdentities identities();

  /** The host itself, or the same at the end of a cable on another port of 127.0.0.1. */
  abstract SshTarget target(int port);

  abstract int port();

  /** Makes a directory the login's own. */
  void own(Path directory) throws IOException {}

  private String root = "";
  private @Nullable Path made;

  @BeforeEach
  @Override
  void openStore() throws Exception {
    hosts = new JschRemoteHosts(identities());
    super.openStore();
  }

  @AfterEach
  @Override
  void closeStore() throws Exception {
    super.closeStore();
    hosts.close();
    // Else one test's objects fill the disk on which another shall find room.
    if (made != null) {
      deleteTree(made);
    }
  }

  private static void deleteTree(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Override
  BackupStore open() throws Exception {
    Path directory = Files.createTempDirectory(place().seen(), "store");
    made = directory;
    own(directory);
    root = place().onHost() + "/" + directory.getFileName();
    return at(port(), root);
  }

  BackupStore at(int port, String path) {
    SshTarget target = target(port);
    return new SftpStore(
        new StoreAddress.Sftp(target.user(), target.address(), port, path), hosts, target);
  }

  @Override
  BackupStore gone() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return at(socket.getLocalPort(), root);
    }
  }

  @Override
  CutCable cable() throws Exception {
    return CutCable.to("127.0.0.1", port());
  }

  @Override
  BackupStore behind(CutCable cable) {
    return at(cable.port(), root);
  }
}

package dev.windlass.stories;

import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.sandbox.ssh.SandboxKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Who made a fleet's hosts ready: root on all of them, with the machine's own ssh client. */
final class Administrator {
  private final SandboxKey key = SandboxKey.generate();
  private final Path keyFile;
  private final Path knownHosts;

  /** Writes a new key to a file that only its owner may read. */
  Administrator(Path keyFile, Path knownHosts) throws IOException {
    this.keyFile = keyFile;
    this.knownHosts = knownHosts;
    Files.createDirectories(keyFile.getParent());
    Files.writeString(keyFile, key.privatePem());
    Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
  }

  SandboxKey key() {
    return key;
  }

  Path keyFile() {
    return keyFile;
  }

  Path knownHosts() {
    return knownHosts;
  }

  /** Knows the keys of these hosts, and of no others. */
  void pin(List<OpenSshHost> hosts) throws IOException {
    Files.write(knownHosts, hosts.stream().map(OpenSshHost::knownHostsLine).toList());
  }

  /** What a command printed; fails when it exits with another code than 0. */
  String on(OpenSshHost host, String command) throws IOException, InterruptedException {
    return Shell.run(
        "ssh",
        "-i",
        keyFile.toString(),
        "-o",
        "UserKnownHostsFile=" + knownHosts,
        "-o",
        "BatchMode=yes",
        "-p",
        Integer.toString(host.port()),
        "root@" + host.address(),
        command);
  }
}

package dev.windlass.activities.ssh;

import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.sandbox.ssh.InProcessHost;
import dev.windlass.sandbox.ssh.SandboxKey;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A host of either kind, as the contract tests see it.
 *
 * @param base directory on the host that tests may use
 * @param seen the same directory as this process sees it
 */
public record TestHost(
    Closeable part, String address, int port, String pin, SandboxKey login, Path base, Path seen)
    implements Closeable {

  public static TestHost inProcess(Path folder) throws IOException {
    SandboxKey login = SandboxKey.generate();
    InProcessHost host = InProcessHost.start(folder, "127.0.0.1", 0, login);
    return new TestHost(
        host, host.address(), host.port(), host.knownHostsLine(), login, folder, folder);
  }

  public static TestHost openSsh(Path folder) throws IOException {
    OpenSshHost.require();
    SandboxKey login = SandboxKey.generate();
    OpenSshHost host = OpenSshHost.isolated(folder, "127.0.0.1", login, 16L << 20);
    // What many logins print, and what must not disturb us.
    Files.writeString(host.seen("/srv/deploy/.bashrc"), "echo noise; echo noise >&2\n");
    return new TestHost(
        host,
        host.address(),
        host.port(),
        host.knownHostsLine(),
        login,
        Path.of("/srv/deploy"),
        host.seen("/srv/deploy"));
  }

  public SshTarget target() {
    return new SshTarget("web-1", address, port, "deploy", null, "deploy", List.of(pin));
  }

  /** The same host at the end of a cable on another port. */
  public SshTarget behind(int cablePort) {
    String cabled = pin.replace("[" + address + "]:" + port, "[127.0.0.1]:" + cablePort);
    return new SshTarget(
        "web-1", "127.0.0.1", cablePort, "deploy", null, "deploy", List.of(cabled));
  }

  public SshIdentities identities() {
    return name -> new SshIdentity.PrivateKey(login.privatePem(), null);
  }

  @Override
  public void close() throws IOException {
    part.close();
  }
}

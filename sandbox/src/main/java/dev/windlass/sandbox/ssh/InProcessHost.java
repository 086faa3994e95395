package dev.windlass.sandbox.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * An SSH server in this process. Commands are real processes of {@code /bin/sh} with a directory of
 * the host's own as home and working directory; SFTP shows the machine's files and forwarding its
 * ports. Any user name may log in with the one key. As with a real sshd, a lost connection leaves
 * processes alone; closing the host does too.
 */
public final class InProcessHost implements Closeable {

  private final SshServer server;
  private final SandboxKey hostKey;
  private final Path home;

  private InProcessHost(SshServer server, SandboxKey hostKey, Path home) {
    this.server = server;
    this.hostKey = hostKey;
    this.home = home;
  }

  /**
   * Starts a host on a loopback address; port 0 picks a free one.
   *
   * @param home made when it isn't there
   * @param login whose public key may log in
   */
  public static InProcessHost start(Path home, String address, int port, SandboxKey login)
      throws IOException {
    Files.createDirectories(home);
    SandboxKey hostKey = SandboxKey.generate();
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost(address);
    server.setPort(port);
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey.pair()));
    server.setPublickeyAuthenticator(
        (user, key, session) -> KeyUtils.compareKeys(key, login.pair().getPublic()));
    server.setCommandFactory(
        (channel, command) -> new ShellCommand(command, home, channel.getSession().getUsername()));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
    // Without it every small answer waits for Nagle: 45 ms for a command instead of 11.
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    server.start();
    return new InProcessHost(server, hostKey, home);
  }

  /** Bounds the channels of one connection, as MaxSessions of sshd does. */
  public InProcessHost limitChannels(int perConnection) {
    CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, perConnection);
    return this;
  }

  public String address() {
    return server.getHost();
  }

  public int port() {
    return server.getPort();
  }

  public Path home() {
    return home;
  }

  /** What to pin: a line of a known_hosts file. */
  public String knownHostsLine() {
    return "[" + address() + "]:" + port() + " " + hostKey.publicLine();
  }

  /** Breaks every connection at once, without goodbye. */
  public void dropConnections() {
    for (Session session : server.getActiveSessions()) {
      session.close(true);
    }
  }

  /** Stops listening and ends all connections. Processes that commands left behind go on. */
  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}

package dev.windlass.activities.ssh.jsch;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchChangedHostKeyException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchRevokedHostKeyException;
import com.jcraft.jsch.JSchUnknownHostKeyException;
import com.jcraft.jsch.SSHAgentConnector;
import com.jcraft.jsch.Session;
import dev.windlass.activities.ssh.AuthenticationFailedException;
import dev.windlass.activities.ssh.HostUnreachableException;
import dev.windlass.activities.ssh.RemoteHostException;
import dev.windlass.activities.ssh.SshIdentities;
import dev.windlass.activities.ssh.SshIdentity;
import dev.windlass.activities.ssh.SshTarget;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Makes sessions: bounded in number at once, tried again when sshd drops them under load. */
final class Dialler {

  /** More than sshd's MaxStartups (10) at once would be dropped at random. */
  private static final int HANDSHAKES = 8;

  private static final int TRIES = 5;
  private static final int CONNECT_MILLIS = 10_000;
  private static final int HANDSHAKE_MILLIS = 15_000;
  private static final int KEEPALIVE_MILLIS = 5_000;

  private final SshIdentities identities;
  private final Semaphore handshakes = new Semaphore(HANDSHAKES);

  Dialler(SshIdentities identities) {
    this.identities = identities;
  }

  /** Where to connect: the host itself, or the near end of a forward through its jump host. */
  record Way(String address, int port) {}

  /** Connects and logs in. */
  Session dial(SshTarget target, Way way) {
    for (int attempt = 1; ; attempt++) {
      Socket socket = connect(target, way);
      try {
        return handshake(target, socket);
      } catch (JSchException e) {
        close(socket);
        if (Thread.currentThread().isInterrupted()) {
          throw interrupted();
        }
        if (attempt == TRIES || !isDropped(e)) {
          throw new HostUnreachableException(
              "%s: no SSH session at %s:%d after %d tries: %s"
                  .formatted(
                      target.name(), target.address(), target.port(), attempt, e.getMessage()),
              e);
        }
        pause(attempt);
      } catch (RemoteHostException e) {
        close(socket);
        throw e;
      }
    }
  }

  /** TCP first and outside the bound, so that dead hosts don't keep living ones waiting. */
  private static Socket connect(SshTarget target, Way way) {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(way.address(), way.port()), CONNECT_MILLIS);
      return socket;
    } catch (IOException e) {
      close(socket);
      throw new HostUnreachableException(
          "%s: nothing answers at %s:%d (%s)"
              .formatted(target.name(), target.address(), target.port(), e.getMessage()),
          e);
    }
  }

  private Session handshake(SshTarget target, Socket socket) throws JSchException {
    acquire();
    try {
      var jsch = new JSch();
      identify(jsch, target);
      Session session = jsch.getSession(target.user(), target.address(), target.port());
      var pins = new PinnedHostKeys(target);
      session.setHostKeyRepository(pins);
      session.setConfig("StrictHostKeyChecking", "yes");
      session.setConfig("PreferredAuthentications", "publickey");
      session.setThreadFactory(Thread.ofVirtual().factory());
      session.setSocketFactory(new ConnectedSocket(socket));
      session.setServerAliveCountMax(3);
      connect(session, pins, target);
      session.setServerAliveInterval(KEEPALIVE_MILLIS);
      return session;
    } finally {
      handshakes.release();
    }
  }

  private static void connect(Session session, PinnedHostKeys pins, SshTarget target)
      throws JSchException {
    try {
      session.connect(HANDSHAKE_MILLIS);
    } catch (JSchUnknownHostKeyException
        | JSchChangedHostKeyException
        | JSchRevokedHostKeyException e) {
      throw pins.refusal(e);
    } catch (JSchException e) {
      String message = String.valueOf(e.getMessage());
      // JSch has no type for it.
      if (message.startsWith("Auth fail")
          || message.startsWith("USERAUTH fail")
          || message.startsWith("Auth cancel")) {
        throw new AuthenticationFailedException(
            "%s: %s isn't let in with key %s (%s). Is its public half in authorized_keys?"
                .formatted(target.name(), target.user(), target.identity(), message),
            e);
      }
      throw e;
    }
  }

  private void identify(JSch jsch, SshTarget target) throws JSchException {
    switch (identities.find(target.identity())) {
      case SshIdentity.PrivateKey(String pem, var passphrase) ->
          jsch.addIdentity(
              target.identity(), pem.getBytes(StandardCharsets.UTF_8), null, bytes(passphrase));
      case SshIdentity.Agent(var socket) -> {
        try {
          jsch.setIdentityRepository(new AgentIdentityRepository(new SSHAgentConnector(socket)));
        } catch (AgentProxyException e) {
          throw new AuthenticationFailedException(
              target.name() + ": no ssh-agent at " + socket + ": " + e.getMessage(), e);
        }
      }
    }
  }

  private static byte @Nullable [] bytes(@Nullable String passphrase) {
    return passphrase == null ? null : passphrase.getBytes(StandardCharsets.UTF_8);
  }

  /** What a full sshd does: it closes or resets before the handshake is over. */
  private static boolean isDropped(JSchException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("closed by foreign host")
        || message.contains("Connection reset")
        || message.contains("End of IO Stream")
        || message.contains("Broken pipe");
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(50L, 200L << attempt));
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private void acquire() {
    try {
      handshakes.acquire();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  static CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException("interrupted while waiting for a host");
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new HostUnreachableException("a socket couldn't be closed", e);
    }
  }
}

package dev.windlass.activities.ssh.jsch;

import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RemoteHosts;
import dev.windlass.activities.ssh.SshIdentities;
import dev.windlass.activities.ssh.SshTarget;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts through JSch, one session per target. A session nobody used for some minutes is ended by a
 * sweeper; a handshake costs more than anything else we do on a host, so it isn't ended sooner.
 */
public final class JschRemoteHosts implements RemoteHosts {

  private static final Logger log = LoggerFactory.getLogger(JschRemoteHosts.class);

  private final ConcurrentMap<SshTarget, KeptSession> kept = new ConcurrentHashMap<>();
  private final Dialler dialler;
  private final Duration keep;
  private final Thread sweeper;

  /** Sessions are kept for five minutes after their last use. */
  public JschRemoteHosts(SshIdentities identities) {
    this(identities, Duration.ofMinutes(5));
  }

  public JschRemoteHosts(SshIdentities identities, Duration keep) {
    this.dialler = new Dialler(identities);
    this.keep = keep;
    this.sweeper = Thread.ofVirtual().name("ssh-sweeper").start(this::sweep);
  }

  @Override
  public RemoteHost open(SshTarget target) {
    KeptSession session = shared(target);
    session.use();
    return new JschRemoteHost(session, session::keep);
  }

  @Override
  public RemoteHost dial(SshTarget target) {
    var session = new KeptSession(target, dialler, jumpOf(target));
    session.use();
    return new JschRemoteHost(session, session::end);
  }

  private KeptSession shared(SshTarget target) {
    // The jump host first: a map's function must not change the map.
    KeptSession jump = jumpOf(target);
    return kept.computeIfAbsent(target, t -> new KeptSession(t, dialler, jump));
  }

  private @Nullable KeptSession jumpOf(SshTarget target) {
    SshTarget jump = target.jumpTarget();
    return jump == null ? null : shared(jump);
  }

  private void sweep() {
    try {
      while (true) {
        Thread.sleep(keep.dividedBy(4));
        kept.values().forEach(session -> session.endIfIdle(keep));
      }
    } catch (InterruptedException e) {
      log.debug("sessions are no longer swept: closed");
    }
  }

  @Override
  public void close() {
    sweeper.interrupt();
    kept.values().forEach(KeptSession::end);
  }
}

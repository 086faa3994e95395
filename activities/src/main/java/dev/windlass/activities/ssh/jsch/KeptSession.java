package dev.windlass.activities.ssh.jsch;

import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.windlass.activities.ssh.HostUnreachableException;
import dev.windlass.activities.ssh.SshTarget;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The session of one target: made when needed, made again after a loss, ended when idle. */
final class KeptSession {

  /** sshd's default MaxSessions is 10; the eleventh channel is refused. */
  private static final int CHANNELS = 8;

  private final SshTarget target;
  private final Dialler dialler;
  private final @Nullable KeptSession jump;
  private final Semaphore channels = new Semaphore(CHANNELS, true);
  private final AtomicInteger users = new AtomicInteger();
  private final ReentrantLock making = new ReentrantLock();
  private @Nullable Session session;
  private @Nullable Forward viaJump;
  private volatile long lastUse = System.nanoTime();

  KeptSession(SshTarget target, Dialler dialler, @Nullable KeptSession jump) {
    this.target = target;
    this.dialler = dialler;
    this.jump = jump;
  }

  String name() {
    return target.name();
  }

  /** A living session, connecting when there is none. */
  Session use() {
    lastUse = System.nanoTime();
    lockInterruptibly();
    try {
      Session present = session;
      if (present == null || !present.isConnected()) {
        drop();
        present = connect();
        session = present;
      }
      return present;
    } finally {
      making.unlock();
    }
  }

  private Session connect() {
    try {
      return dialler.dial(target, way());
    } catch (RuntimeException e) {
      drop();
      throw e;
    }
  }

  private void lockInterruptibly() {
    try {
      making.lockInterruptibly();
    } catch (InterruptedException e) {
      throw Dialler.interrupted();
    }
  }

  /**
   * A forward through the jump host's session and not a proxy over its channel: JSch notices a dead
   * peer by the time-out of a socket, and only a forward gives it one.
   */
  private Dialler.Way way() {
    if (jump == null) {
      return new Dialler.Way(target.address(), target.port());
    }
    var forward = new Forward(jump, target.address(), target.port());
    viaJump = forward;
    return new Dialler.Way("127.0.0.1", forward.port());
  }

  /** Takes one of the session's channels; {@link #giveBack} returns it. */
  void takeChannel() {
    users.incrementAndGet();
    try {
      channels.acquire();
    } catch (InterruptedException e) {
      users.decrementAndGet();
      throw Dialler.interrupted();
    }
  }

  void giveBack() {
    channels.release();
    release();
  }

  /** Counts a user that isn't bounded, such as a forward. */
  void retain() {
    users.incrementAndGet();
  }

  void release() {
    lastUse = System.nanoTime();
    users.decrementAndGet();
  }

  /** Nothing to do when a handle is closed: the session is kept for the next. */
  void keep() {
    lastUse = System.nanoTime();
  }

  void endIfIdle(Duration keep) {
    if (users.get() == 0 && System.nanoTime() - lastUse > keep.toNanos()) {
      end();
    }
  }

  void end() {
    making.lock();
    try {
      drop();
    } finally {
      making.unlock();
    }
  }

  private void drop() {
    if (session != null) {
      session.disconnect();
      session = null;
    }
    if (viaJump != null) {
      viaJump.close();
      viaJump = null;
    }
  }

  /** Opens a local port that leads through this host. */
  int forward(String address, int port) {
    try {
      return use().setPortForwardingL("127.0.0.1", 0, address, port);
    } catch (JSchException e) {
      throw new HostUnreachableException(
          name() + ": no tunnel to " + address + ":" + port + ": " + e.getMessage(), e);
    }
  }

  void unforward(int localPort) {
    making.lock();
    try {
      if (session != null && session.isConnected()) {
        session.delPortForwardingL("127.0.0.1", localPort);
      }
    } catch (JSchException e) {
      throw new HostUnreachableException(name() + ": tunnel didn't close", e);
    } finally {
      making.unlock();
    }
  }
}

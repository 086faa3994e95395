package dev.windlass.activities.ssh.jsch;

import dev.windlass.activities.ssh.Tunnel;
import java.util.concurrent.atomic.AtomicBoolean;

/** A local port through a session, which it keeps from being swept. */
final class Forward implements Tunnel {

  private final KeptSession through;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  Forward(KeptSession through, String address, int remotePort) {
    this.through = through;
    through.retain();
    try {
      this.port = through.forward(address, remotePort);
    } catch (RuntimeException e) {
      through.release();
      throw e;
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        through.unforward(port);
      } finally {
        through.release();
      }
    }
  }
}

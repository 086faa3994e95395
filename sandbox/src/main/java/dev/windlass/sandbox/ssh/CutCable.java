package dev.windlass.sandbox.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cable of TCP between a free local port and a server, which can be cut or slow while in use. */
public final class CutCable implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(CutCable.class);

  private final ServerSocket listener;
  private final InetSocketAddress server;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private final AtomicLong sent = new AtomicLong();
  private volatile long cutAfter = Long.MAX_VALUE;
  private volatile Duration pace = Duration.ZERO;

  private CutCable(ServerSocket listener, InetSocketAddress server) {
    this.listener = listener;
    this.server = server;
  }

  /** Lays a cable to that server. */
  public static CutCable to(String address, int port) throws IOException {
    var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var cable = new CutCable(listener, new InetSocketAddress(address, port));
    Thread.ofVirtual().start(cable::accept);
    return cable;
  }

  /** The near end's port on 127.0.0.1. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Breaks all connections now; new ones may be made. */
  public void cut() {
    cutAfter = Long.MAX_VALUE;
    ends.forEach(CutCable::closeQuietly);
    ends.clear();
  }

  /** Breaks all connections once that many more bytes went to the server. */
  public void cutAfterSending(long bytes) {
    cutAfter = sent.get() + bytes;
  }

  /** From now on each piece of at most 4 KiB takes so long, whichever way it goes. */
  public void slow(Duration each) {
    pace = each;
  }

  /** How many connections there are now. */
  public int connections() {
    return ends.size() / 2;
  }

  private void accept() {
    try {
      while (true) {
        Socket near = listener.accept();
        near.setTcpNoDelay(true);
        Socket far = new Socket(server.getAddress(), server.getPort());
        far.setTcpNoDelay(true);
        ends.add(near);
        ends.add(far);
        Thread.ofVirtual().start(() -> carry(near, far, this::allowed));
        Thread.ofVirtual().start(() -> carry(far, near, n -> n));
      }
    } catch (IOException closed) {
      log.trace("cable taken away", closed);
    }
  }

  /** How many of these bytes may still go to the server. */
  private int allowed(int bytes) {
    long room = cutAfter - sent.getAndAdd(bytes);
    return (int) Math.min(bytes, Math.max(0, room));
  }

  private void carry(Socket from, Socket to, IntUnaryOperator limit) {
    byte[] buffer = new byte[4096];
    try (from;
        to) {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        Thread.sleep(pace);
        int carried = limit.applyAsInt(n);
        out.write(buffer, 0, carried);
        if (carried < n) {
          cut();
        }
      }
    } catch (IOException broken) {
      log.trace("connection over", broken);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      ends.remove(from);
      ends.remove(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      log.trace("was closed", gone);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }
}

package dev.windlass.sandbox.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback address. */
public final class Ports {
  /** Below the range from which the kernel takes ports for outgoing connections. */
  private static final int LOWEST = 10_000;

  private static final int BEYOND = 32_000;
  private static final int CONNECT_MILLIS = 500;

  private Ports() {}

  /** A port that nothing listens on now. Random, so that runs side by side do not meet. */
  public static int free() {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
    } while (!isFree(port));
    return port;
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** Whether something accepts connections on this port of 127.0.0.1. */
  public static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}

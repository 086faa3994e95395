package dev.windlass.activities.damage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Stands before an HTTP service and hands requests over, each on a connection of its own, but for
 * those whose first line has a certain text: with them goes wrong what a test wants.
 */
final class FaultyGate implements AutoCloseable {

  private static final int LONGEST_HEAD = 64 * 1024;

  private final ServerSocket listener;
  private final int service;
  private final String text;
  private final Fault fault;

  /** What becomes of an answer. */
  interface Fault {

    /**
     * @param from the service
     * @param to who asked
     */
    void answer(InputStream from, OutputStream to) throws IOException;
  }

  private FaultyGate(ServerSocket listener, int service, String text, Fault fault) {
    this.listener = listener;
    this.service = service;
    this.text = text;
    this.fault = fault;
  }

  static FaultyGate to(int service, String text, Fault fault) throws IOException {
    var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var gate = new FaultyGate(listener, service, text, fault);
    Thread.ofVirtual().start(gate::accept);
    return gate;
  }

  /** Says that it has too much to do. */
  static Fault busy() {
    return (_, to) ->
        to.write(
            "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .getBytes(ISO_8859_1));
  }

  /** Hangs up after so many bytes. */
  static Fault cutAfter(int bytes) {
    return (from, to) -> to.write(from.readNBytes(bytes));
  }

  /** Has something happen after so many bytes, and goes on. */
  static Fault meanwhile(int bytes, Runnable happening) {
    return (from, to) -> {
      to.write(from.readNBytes(bytes));
      to.flush();
      happening.run();
      from.transferTo(to);
    };
  }

  String endpoint() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = listener.accept();
        Thread.ofVirtual().start(() -> serve(near));
      }
    } catch (IOException closed) {
      return; // by whoever closes it
    }
  }

  private void serve(Socket near) {
    try (near;
        Socket far = new Socket(InetAddress.getLoopbackAddress(), service)) {
      String head = head(near.getInputStream());
      String once = head.replaceFirst("(?i)\r\nConnection: [^\r]*", "");
      far.getOutputStream()
          .write(once.replaceFirst("\r\n", "\r\nConnection: close\r\n").getBytes(ISO_8859_1));
      if (head.lines().findFirst().orElse("").contains(text)) {
        fault.answer(far.getInputStream(), near.getOutputStream());
      } else {
        far.getInputStream().transferTo(near.getOutputStream());
      }
    } catch (IOException hungUp) {
      return; // either side may
    }
  }

  /** Requests without a body are all that a reader makes. */
  private static String head(InputStream from) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (head.size() < LONGEST_HEAD) {
      int b = from.read();
      if (b < 0) {
        throw new IOException("no whole request");
      }
      head.write(b);
      if (b == '\n' && head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        return head.toString(ISO_8859_1);
      }
    }
    throw new IOException("a request of more than " + LONGEST_HEAD + " bytes");
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}

package dev.windlass.sandbox.demo.shop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * GET, one request per connection. The JDK's own server cannot share its port with the process that
 * follows it; this one can, so a release takes over from the one before without a gap.
 */
final class WebServer {

  private static final int BACKLOG = 200;
  private static final int READ_MILLIS = 5_000;

  private final ServerSocket listener;
  private final Function<String, Answer> pages;
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

  private WebServer(ServerSocket listener, Function<String, Answer> pages) {
    this.listener = listener;
    this.pages = pages;
  }

  static WebServer listen(InetSocketAddress address, Function<String, Answer> pages)
      throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    listener.bind(address, BACKLOG);
    return new WebServer(listener, pages);
  }

  /** Answers until {@link #drain}. */
  void serve() throws IOException {
    try {
      while (true) {
        Socket socket = listener.accept();
        requests.execute(() -> answer(socket));
      }
    } catch (SocketException e) {
      if (!listener.isClosed()) {
        throw e;
      }
    }
  }

  /** Takes no more requests and lets those that run finish. */
  void drain(Duration limit) {
    try {
      listener.close();
      requests.shutdown();
      requests.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      System.err.println("while closing: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      socket.setSoTimeout(READ_MILLIS);
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String request = reader.readLine();
      for (String line = request; line != null && !line.isEmpty(); line = reader.readLine()) {
        // The rest of the head says nothing that this shop needs.
      }
      String[] words = request == null ? new String[0] : request.split(" ");
      if (words.length > 1) {
        socket.getOutputStream().write(pages.apply(words[1]).bytes());
      }
    } catch (IOException gone) {
      System.err.println("a visitor left: " + gone.getMessage());
    }
  }
}

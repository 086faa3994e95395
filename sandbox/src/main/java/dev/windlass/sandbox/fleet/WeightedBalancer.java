package dev.windlass.sandbox.fleet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A small HTTP balancer for GET. It reads its split from a file at each request; a host that does
 * not answer at all is passed over, an answer of any status is handed on as it is.
 */
final class WeightedBalancer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int ROUNDS = 3;

  private final HttpServer server;
  private final Path file;
  private final AtomicLong requests = new AtomicLong();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  private WeightedBalancer(HttpServer server, Path file) {
    this.server = server;
    this.file = file;
  }

  static WeightedBalancer start(InetSocketAddress address, Path file) throws IOException {
    var balancer = new WeightedBalancer(HttpServer.create(address, 200), file);
    balancer.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    balancer.server.createContext("/", balancer::handle);
    balancer.server.start();
    return balancer;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpResponse<byte[]> answer = ask(exchange.getRequestURI().toString());
      if (answer == null) {
        byte[] text = "no host answers\n".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(502, text.length);
        exchange.getResponseBody().write(text);
        return;
      }
      answer
          .headers()
          .map()
          .forEach((name, values) -> {
            if (!name.equalsIgnoreCase("content-length") && !name.equalsIgnoreCase("connection")) {
              exchange.getResponseHeaders().put(name, values);
            }
          });
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The first answer; null when no host of the side gives one. */
  private @Nullable HttpResponse<byte[]> ask(String path) throws IOException, InterruptedException {
    long request = requests.getAndIncrement();
    Split split = Split.read(file);
    List<String> side = split.isForCanary(request) ? split.canary() : split.stable();
    for (int i = 0; i < side.size() * ROUNDS; i++) {
      String address = side.get((int) ((request + i) % side.size()));
      try {
        return client.send(
            HttpRequest.newBuilder(URI.create("http://" + address + path))
                .timeout(PATIENCE)
                .build(),
            BodyHandlers.ofByteArray());
      } catch (IOException noAnswer) {
        System.getLogger(WeightedBalancer.class.getName())
            .log(System.Logger.Level.DEBUG, address, noAnswer);
      }
    }
    return null;
  }

  @Override
  public void close() {
    server.stop(0);
    client.shutdownNow();
  }
}

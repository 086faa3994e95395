package dev.windlass.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.windlass.cli.client.ClientSettings;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.deployment.TimelineEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that breaks the stream. */
class WatchTest {

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> seen = new ArrayList<>();
  private HttpServer http;

  @BeforeEach
  void start() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/api/v1/deployments/1/events", this::events);
    http.start();
  }

  @AfterEach
  void stop() {
    http.stop(0);
  }

  @Test
  void goesOnWhereABrokenStreamEndedAndTellsEachLineOnce() {
    DeploymentStatus end = Watch.follow(server(), "1", new Recording());
    assertThat(asked).containsExactly("from the start", "after 2");
    assertThat(seen).containsExactly("step 1", "step 2", "note", "step 3");
    assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void stopsWhereAPersonHasToChoose() throws IOException {
    http.removeContext("/api/v1/deployments/1/events");
    http.createContext(
        "/api/v1/deployments/1/events", exchange -> send(exchange, status("needsAttention", "")));
    assertThat(Watch.follow(server(), "1", new Recording()).outcome()).isNull();
  }

  private WindlassServer server() {
    URI uri = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    return new WindlassServer(new ClientSettings(uri, "secret", "test"));
  }

  private void events(HttpExchange exchange) throws IOException {
    String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    asked.add(last == null ? "from the start" : "after " + last);
    send(
        exchange,
        last == null
            ? entry(1) + entry(2)
            : entry(3)
                + status("ended", ",\"outcome\":\"succeeded\"")
                + "event: end\nid: 4\ndata: {\"outcome\":\"succeeded\"}\n\n");
  }

  private static String entry(int number) {
    return "event: entry\nid: %1$d\ndata: {\"sequence\":%1$d,\"at\":\"2026-11-21T21:00:00Z\",\"phase\":\"preparing\",\"kind\":\"step\",\"text\":\"step %1$d\"}\n\n"
        .formatted(number);
  }

  private static String status(String phase, String more) {
    String status =
        """
        {"deployment":"d-1","number":1,"kind":"DEPLOYMENT","application":"shop","environment":"demo",\
        "release":"r","revision":"v","strategy":"atomic","planHash":"p","startedBy":"me",\
        "startedAt":"2026-11-21T21:00:00Z","phase":"%s","since":"2026-11-21T21:00:10Z"%s,\
        "hosts":[],"gates":[],"can":[],"problems":[],"timeline":[]}\
        """
            .formatted(phase, more);
    return "event: status\nid: 9\ndata: " + status + "\n\n";
  }

  private static void send(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private final class Recording implements Watch.View {
    @Override
    public void status(DeploymentStatus status) {}

    @Override
    public void entry(TimelineEntry entry) {
      seen.add(entry.text());
    }

    @Override
    public void note(String text) {
      seen.add("note");
    }
  }
}

package dev.windlass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.windlass.cli.Windlass;
import dev.windlass.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private HttpServer http;

  @BeforeEach
  void start() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.start();
  }

  @AfterEach
  void stop() {
    http.stop(0);
  }

  @Test
  void watchingARunThatHasJustEndedSaysHowAndGivesItsExitCode() {
    answer(
        "/api/v1/applications/shop/environments/production/status",
        "{\"application\":\"shop\",\"environment\":\"production\",\"last\":" + VIEW + "}");
    answer("/api/v1/deployments/7", VIEW);

    assertThat(windlass("status", "production", "-a", "shop", "--watch")).isEqualTo(10);
    assertThat(said())
        .contains("nothing runs in shop production any more; the last run:", "rolledBack");
  }

  @Test
  void watchingWhereNothingEverRanIsBadUsage() {
    answer(
        "/api/v1/applications/shop/environments/production/status",
        "{\"application\":\"shop\",\"environment\":\"production\"}");

    assertThat(windlass("status", "production", "-a", "shop", "--watch")).isEqualTo(2);
    assertThat(said()).contains("nothing runs in shop production, and nothing ever did");
  }

  private static final String VIEW =
      """
      {"id":"d-1","number":7,"application":"shop","environment":"production","outcome":"rolledBack",\
      "endedAt":"2026-11-21T21:00:00Z","startedBy":"me","release":"20261121-7"}\
      """;

  private void answer(String path, String json) {
    http.createContext(
        path,
        exchange -> {
          byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private int windlass(String... arguments) {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--server=http://127.0.0.1:" + http.getAddress().getPort();
    return Windlass.commandLine(new Terminal(out, out, Terminal.Kind.PIPE, Clock.systemUTC()))
        .execute(all);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}

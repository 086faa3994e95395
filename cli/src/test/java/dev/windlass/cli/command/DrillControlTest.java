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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the verbs of drills ask a server, and what they say of its answers. */
class DrillControlTest {

  private static final String DRILLS = "/api/v1/applications/shop/environments/production/drills";

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final List<String> asked = new CopyOnWriteArrayList<>();
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
  void asksForAControlOnlyWhereItIsSaid() {
    answer(DRILLS, "{\"workflowId\":\"drill/shop/production\",\"runId\":\"r\"}");

    assertThat(windlass("drill", "production", "-a", "shop", "--control")).isZero();
    assertThat(windlass("drill", "production", "-a", "shop")).isZero();

    assertThat(asked).containsExactly("POST {\"control\":true}", "POST {}");
    assertThat(said()).contains("drill begun as drill/shop/production");
  }

  @Test
  void saysWhenTheNextRunsByItself() {
    answer(DRILLS, "[]");
    answer(
        DRILLS + "/schedules",
        """
        [{"kind": "drill", "at": "weekly Sun 04:45", "zone": "Europe/Berlin", "state": "missing",
          "last": null, "next": null, "remark": "this engine has no schedules"}]
        """);

    assertThat(windlass("drills", "production", "-a", "shop")).isZero();

    assertThat(said().lines())
        .containsSequence(
            "drill    weekly Sun 04:45 (Europe/Berlin) · NEVER: this engine has no schedules",
            "no drills. next: windlass drill production");
  }

  private void answer(String path, String json) {
    http.createContext(
        path,
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add((exchange.getRequestMethod() + " " + body).strip());
          byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private int windlass(String... arguments) {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--server=http://127.0.0.1:" + http.getAddress().getPort();
    return Windlass.commandLine(new Terminal(out, out, Terminal.Kind.PIPE, Clock.systemUTC()))
        .execute(all);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}

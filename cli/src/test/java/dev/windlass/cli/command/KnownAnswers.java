package dev.windlass.cli.command;

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

/** A server that answers what the test knows, and the command in front of it. */
final class KnownAnswers implements AutoCloseable {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer http;

  KnownAnswers() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.start();
  }

  void answer(String path, String json) {
    answer(path, 200, json);
  }

  void answer(String path, int status, String json) {
    http.createContext(
        path,
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(
              "%s %s %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI(), body));
          byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  /** Method, path and body of each request that was answered, in their order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** Types the command, in a pipe; its exit code. */
  int windlass(String... arguments) {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--server=http://127.0.0.1:" + http.getAddress().getPort();
    return Windlass.commandLine(new Terminal(out, out, Terminal.Kind.PIPE, Clock.systemUTC()))
        .execute(all);
  }

  /** All that it has printed. */
  String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}

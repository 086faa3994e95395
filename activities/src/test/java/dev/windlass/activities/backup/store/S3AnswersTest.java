package dev.windlass.activities.backup.store;

import static dev.windlass.activities.backup.store.BackupStoreContract.KEY;
import static dev.windlass.activities.backup.store.BackupStoreContract.put;
import static dev.windlass.activities.backup.store.BackupStoreContract.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.windlass.activities.grant.Secret;
import dev.windlass.workflows.backup.StoreAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that a healthy service doesn't give, or not every service. */
class S3AnswersTest {

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.start();
  }

  private BackupStore answering(HttpHandler handler) {
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestHeaders().getFirst("If-None-Match"));
          handler.handle(exchange);
        });
    String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
    return S3Store.at(
        new StoreAddress.S3("backups", "shop", endpoint, null),
        () -> new S3Access("key", Secret.of("secret")));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, isHead || bytes.length == 0 ? -1 : bytes.length);
    if (!isHead) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @ParameterizedTest
  @CsvSource({
    "503, SlowDown, BUSY, true",
    "503, '', BUSY, true",
    "429, '', BUSY, true",
    "500, InternalError, BUSY, true",
    "507, '', FULL, false",
    "403, QuotaExceeded, FULL, false",
    "403, AccessDenied, DENIED, false",
    "418, '', FAULT, false",
  })
  void namesWhatTheServiceAnswers(int status, String code, StoreTrouble expected, boolean again) {
    String body =
        code.isEmpty() ? "" : "<Error><Code>%s</Code><Message>no</Message></Error>".formatted(code);
    try (BackupStore store = answering(exchange -> answer(exchange, status, body))) {
      StoreException e = trouble(expected, () -> store.list(""));
      assertThat(e.isRetryable()).isEqualTo(again);
      assertThat(e).hasMessageContaining("HTTP " + status).hasMessageContaining(store.toString());
    }
  }

  @Test
  void aServiceThatIsOverloadedIsNamedInEveryCall() {
    try (BackupStore store = answering(exchange -> answer(exchange, 503, ""))) {
      trouble(StoreTrouble.BUSY, () -> store.write(KEY));
      trouble(StoreTrouble.BUSY, () -> store.read(KEY));
      trouble(StoreTrouble.BUSY, () -> store.delete(KEY));
      trouble(StoreTrouble.BUSY, () -> store.leftovers(Duration.ZERO));
    }
  }

  @Test
  void looksItselfWhereTheServiceKnowsNoCondition() {
    try (BackupStore store =
        answering(exchange -> {
          boolean conditional = exchange.getRequestHeaders().containsKey("If-None-Match");
          boolean isHead = exchange.getRequestMethod().equals("HEAD");
          answer(exchange, isHead ? 404 : conditional ? 501 : 200, "");
        })) {
      put(store, KEY, new byte[] {1});
    }

    assertThat(asked).containsExactly("HEAD null", "PUT *", "HEAD null", "PUT null");
  }
}

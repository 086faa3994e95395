package dev.windlass.activities.http;

import dev.windlass.activities.grant.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks, with a new connection budget of its own and a deadline over the whole answer. */
public final class HttpAsker implements AutoCloseable {

  private static final int MOST_BYTES = 256 * 1024;

  static {
    // Must be set before the first client of this JVM is made; per-host checks name the public
    // host.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  /**
   * The answer.
   *
   * @throws IOException when there is none within the timeout; the message says what happened
   */
  public HttpAnswer ask(HttpQuestion question) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(question.address()).GET();
    request.header("User-Agent", "windlass").header("Cache-Control", "no-cache");
    if (question.host() != null) {
      request.header("Host", question.host());
    }
    if (question.bearer() != null) {
      request.header("Authorization", "Bearer " + token(question.bearer()));
    }
    long began = System.nanoTime();
    CompletableFuture<HttpAnswer> answer =
        client
            .sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
            .thenApplyAsync(
                response -> read(response, began), task -> Thread.ofVirtual().start(task));
    try {
      return answer.get(question.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + question.timeout().toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw failure(e);
    } finally {
      answer.cancel(true);
    }
  }

  /** The client's own refusal would show the value. */
  private static String token(Secret bearer) throws IOException {
    String value = bearer.reveal();
    if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IOException(
          "the bearer token has line ends or characters beyond ASCII, which no header can carry");
    }
    return value;
  }

  private static HttpAnswer read(HttpResponse<InputStream> response, long began) {
    try (InputStream stream = response.body()) {
      byte[] body = stream.readNBytes(MOST_BYTES);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      return new HttpAnswer(
          response.statusCode(),
          response.headers(),
          new String(body, StandardCharsets.UTF_8),
          took);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IOException failure(ExecutionException e) {
    boolean refused = false;
    Throwable deepest = e;
    for (Throwable at = e; at != null; at = at.getCause()) {
      refused |= at instanceof ConnectException;
      deepest = at;
    }
    // An unknown name is a ConnectException to this client as well.
    return refused && !(deepest instanceof UnresolvedAddressException)
        ? new ConnectionRefusedException(e)
        : new IOException(
            deepest.getClass().getSimpleName()
                + (deepest.getMessage() == null ? "" : ": " + deepest.getMessage()),
            e);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}

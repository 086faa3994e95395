package dev.windlass.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.workflows.contract.WindlassJson;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Windlass's REST. Every method throws {@link RefusedException} when the server says no and {@link
 * UnreachableException} when none answers.
 */
public final class WindlassServer {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** A plan inspects hosts first, and slow ones have a minute. */
  private static final Duration ANSWER = Duration.ofMinutes(3);

  private final ClientSettings settings;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  public WindlassServer(ClientSettings settings) {
    this.settings = settings;
  }

  public ClientSettings settings() {
    return settings;
  }

  /** Reads; the path is below {@code /api/v1}. */
  public JsonNode get(String path) {
    return send(request(path).GET());
  }

  /** Whether there is such a thing. */
  public boolean has(String path) {
    try {
      return !send(request(path).method("HEAD", BodyPublishers.noBody())).isNull();
    } catch (RefusedException refused) {
      if (refused.status() == 404) {
        return false;
      }
      throw refused;
    }
  }

  public JsonNode post(String path, JsonNode body) {
    return send(json(path, body));
  }

  /**
   * @param key makes the same request sent twice one deployment
   */
  public JsonNode post(String path, JsonNode body, String key) {
    return send(json(path, body).header("Idempotency-Key", key));
  }

  public JsonNode delete(String path) {
    return send(request(path).DELETE());
  }

  /** Sends the text of a {@code windlass.yaml}. */
  public JsonNode putFile(String application, String yaml) {
    return send(
        request("/applications/" + application)
            .header("Content-Type", "text/yaml")
            .PUT(BodyPublishers.ofString(yaml)));
  }

  /** Sends an artifact, unless the server has it already. */
  public void upload(Path file, String digest) {
    String path = "/artifacts/" + digest;
    if (has(path)) {
      return;
    }
    BodyPublisher body;
    try {
      body = BodyPublishers.ofFile(file);
    } catch (FileNotFoundException gone) {
      throw new IllegalArgumentException(file + " is not there", gone);
    }
    send(
        request(path)
            .header("Content-Type", "application/octet-stream")
            .timeout(Duration.ofHours(1))
            .PUT(body));
  }

  /** What the server's own health says; reachable without a token. */
  public JsonNode health() {
    HttpRequest request =
        HttpRequest.newBuilder(settings.server().resolve("/actuator/health"))
            .timeout(CONNECT)
            .build();
    return parse(exchange(request));
  }

  /** Reads a text. */
  public String text(String path) {
    HttpResponse<String> response = exchange(request(path).header("Accept", "text/plain").build());
    if (response.statusCode() >= 400) {
      throw new RefusedException(response.statusCode(), tree(response.body()));
    }
    return response.body();
  }

  /** Follows a stream from after this event on; blocks until it ends. */
  public void events(String path, @Nullable String after, EventStream.Listener listener)
      throws IOException {
    HttpRequest.Builder request = request(path).header("Accept", "text/event-stream");
    if (after != null) {
      request.header("Last-Event-ID", after);
    }
    try {
      // No timeout: a stream has none. A server that is gone breaks the connection.
      var response =
          http.send(request.timeout(Duration.ofDays(30)).build(), BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        String text = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
        throw new RefusedException(response.statusCode(), tree(text));
      }
      try (var body = response.body()) {
        EventStream.read(body, listener);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** A record of the answer. */
  public static <T> T read(JsonNode node, Class<T> type) {
    try {
      return WindlassJson.mapper().treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the server's answer is not what this windlass understands; are both the same version?",
          e);
    }
  }

  /** An empty object, to be filled. */
  public static ObjectNode object() {
    return WindlassJson.mapper().createObjectNode();
  }

  private HttpRequest.Builder json(String path, JsonNode body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.toString()));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.server().resolve("/api/v1" + path)).timeout(ANSWER);
    if (settings.token() != null) {
      request.header("Authorization", "Bearer " + settings.token());
    }
    return request;
  }

  private JsonNode send(HttpRequest.Builder request) {
    HttpResponse<String> response = exchange(request.build());
    if (response.statusCode() >= 400) {
      throw new RefusedException(response.statusCode(), tree(response.body()));
    }
    return parse(response);
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UnreachableException(settings.server(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException(settings.server(), e);
    }
  }

  private static JsonNode parse(HttpResponse<String> response) {
    return tree(response.body());
  }

  private static JsonNode tree(String text) {
    try {
      return text.isBlank() ? MissingNode.getInstance() : WindlassJson.mapper().readTree(text);
    } catch (JsonProcessingException notJson) {
      return object().put("detail", "the answer is no JSON; is this a Windlass server?");
    }
  }
}

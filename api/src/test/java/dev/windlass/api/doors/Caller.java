package dev.windlass.api.doors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.workflows.contract.WindlassJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

/** Somebody with a token, over real HTTP. */
record Caller(int port, String token) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** What came back. */
  record Answer(int status, String type, String text) {
    JsonNode json() {
      try {
        return WindlassJson.mapper().readTree(text);
      } catch (IOException e) {
        throw new AssertionError(text, e);
      }
    }

    String at(String pointer) {
      return json().at(pointer).asText();
    }
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer post(String path, String json, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  Answer put(String path, String type, String body) {
    return send(
        request(path)
            .header("Content-Type", type)
            .PUT(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
  }

  Answer put(String path, byte[] body) {
    return send(
        request(path)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(body)));
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** Lines as they come, until the server ends them. */
  Stream<String> lines(String path, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).header("Accept", "text/event-stream").GET();
    return HTTP.send(
            (headers.length == 0 ? request : request.headers(headers)).build(),
            BodyHandlers.ofLines())
        .body();
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(30));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

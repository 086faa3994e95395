package dev.windlass.sandbox.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.sandbox.RealParts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class S3ServerTest {

  @Test
  void refusesWhoHasNoKeysAndEndsWhenItIsClosed() throws Exception {
    RealParts.require(S3Server.PROGRAM);
    int port;
    try (S3Server server = S3Server.start();
        HttpClient client = HttpClient.newHttpClient()) {
      port = server.port();
      server.createBucket("backups");
      URI bucket = URI.create(server.endpoint() + "/backups?list-type=2");
      var answer = client.send(HttpRequest.newBuilder(bucket).build(), BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("AccessDenied");
    }
    assertThat(Ports.answers(port)).isFalse();
  }
}

package dev.windlass.sandbox.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.sandbox.RealParts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NginxServerTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void needsNginx() {
    RealParts.require("nginx");
  }

  @Test
  void answersFromTheConfigurationOfTheLastReload() throws Exception {
    int port = Ports.free();
    try (NginxServer nginx = NginxServer.start()) {
      answerWith(nginx, port, "one");
      nginx.reload();
      assertThat(get(port)).isEqualTo("one");

      answerWith(nginx, port, "two");
      nginx.reload();
      assertThat(get(port)).isEqualTo("two");
    }
    assertThat(Ports.answers(port)).isFalse();
  }

  @Test
  void refusesToReloadABrokenConfigurationAndKeepsTheOldOne() throws Exception {
    int port = Ports.free();
    try (NginxServer nginx = NginxServer.start()) {
      answerWith(nginx, port, "one");
      nginx.reload();

      Files.writeString(nginx.sites().resolve("broken.conf"), "server {");
      assertThatThrownBy(nginx::reload).hasMessageContaining("broken.conf");
      assertThat(get(port)).isEqualTo("one");
    }
  }

  @Test
  void removesItsDirectoryWhenClosed() {
    Path sites;
    try (NginxServer nginx = NginxServer.start()) {
      sites = nginx.sites();
    }
    assertThat(sites.getParent()).doesNotExist();
  }

  private static void answerWith(NginxServer nginx, int port, String body) throws Exception {
    Files.writeString(
        nginx.sites().resolve("site.conf"),
        "server { listen 127.0.0.1:%d; return 200 '%s'; }".formatted(port, body));
  }

  private String get(int port) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}

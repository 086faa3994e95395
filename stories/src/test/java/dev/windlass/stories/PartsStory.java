package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.NginxServer;
import dev.windlass.sandbox.parts.Ports;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The servers that all other stories stand on can be had, side by side. */
class PartsStory {
  @BeforeAll
  static void needsAllParts() {
    RealParts.require("nginx");
  }

  @Test
  void everyServerStartsAndAnswers() throws Exception {
    int port = Ports.free();
    try (NginxServer nginx = NginxServer.start()) {
      Files.writeString(
          nginx.sites().resolve("site.conf"),
          "server { listen 127.0.0.1:%d; return 204; }".formatted(port));
      nginx.reload();
      assertThat(Ports.answers(port)).isTrue();
    }
  }
}

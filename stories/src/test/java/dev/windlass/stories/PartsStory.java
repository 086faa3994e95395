package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.sandbox.parts.NginxServer;
import dev.windlass.sandbox.parts.Ports;
import dev.windlass.sandbox.parts.PostgresServer;
import dev.windlass.sandbox.parts.TemporalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The servers that all other stories stand on can be had, side by side. */
class PartsStory {
  @BeforeAll
  static void needsAllParts() {
    RealParts.require("nginx", "mariadbd", "postgres", "temporal");
  }

  @Test
  void whatStartedIsEndedNewestFirstWhenTheRestDoesNotStart() {
    List<String> ended = new ArrayList<>();

    assertThatThrownBy(() ->
            Started.whole(started -> {
              started.add(() -> ended.add("host"));
              started.add(() -> {
                ended.add("database");
                throw new IllegalStateException("stuck");
              });
              throw new IOException("no Temporal");
            }))
        .hasMessage("no Temporal")
        .satisfies(failed -> assertThat(failed.getSuppressed()).hasSize(1));
    assertThat(ended).containsExactly("database", "host");
  }

  @Test
  void everyServerStartsAndAnswersBesideTheOthers() throws Exception {
    int web = Ports.free();
    try (NginxServer nginx = NginxServer.start();
        MariaDbServer mariaDb = MariaDbServer.start();
        PostgresServer postgres = PostgresServer.start();
        TemporalServer temporal = TemporalServer.throwAway(List.of("WindlassPhase"))) {
      Files.writeString(
          nginx.sites().resolve("site.conf"),
          "server { listen 127.0.0.1:%d; return 204; }".formatted(web));
      nginx.reload();

      assertThat(Ports.answers(web)).isTrue();
      assertThat(mariaDb.sql("", "select version()")).contains("MariaDB");
      assertThat(postgres.sql("postgres", "select version()")).contains("PostgreSQL");
      assertThat(Ports.answers(temporal.uiPort().orElseThrow())).isTrue();
    }
  }
}

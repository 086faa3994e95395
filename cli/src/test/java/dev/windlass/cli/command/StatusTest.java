package dev.windlass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusTest {

  private KnownAnswers server;

  @BeforeEach
  void start() throws IOException {
    server = new KnownAnswers();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void watchingARunThatHasJustEndedSaysHowAndGivesItsExitCode() {
    server.answer(
        "/api/v1/applications/shop/environments/production/status",
        "{\"application\":\"shop\",\"environment\":\"production\",\"last\":" + VIEW + "}");
    server.answer("/api/v1/deployments/7", VIEW);

    assertThat(server.windlass("status", "production", "-a", "shop", "--watch")).isEqualTo(10);
    assertThat(server.said())
        .contains("nothing runs in shop production any more; the last run:", "rolledBack");
  }

  @Test
  void watchingWhereNothingEverRanIsBadUsage() {
    server.answer(
        "/api/v1/applications/shop/environments/production/status",
        "{\"application\":\"shop\",\"environment\":\"production\"}");

    assertThat(server.windlass("status", "production", "-a", "shop", "--watch")).isEqualTo(2);
    assertThat(server.said()).contains("nothing runs in shop production, and nothing ever did");
  }

  private static final String VIEW =
      """
      {"id":"d-1","number":7,"application":"shop","environment":"production","outcome":"rolledBack",\
      "endedAt":"2026-11-21T21:00:00Z","startedBy":"me","release":"20261121-7"}\
      """;
}

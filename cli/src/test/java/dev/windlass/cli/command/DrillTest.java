package dev.windlass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrillTest {

  private static final String ABORT =
      "/api/v1/applications/shop/environments/production/drills/abort";

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
  void abortNamesTheDrillThatRuns() {
    server.answer(
        ABORT,
        202,
        "{\"workflowId\":\"drill/shop/production\",\"runId\":\"r\",\"drill\":\"dr-20261122-050300\"}");

    assertThat(server.windlass("drill", "production", "-a", "shop", "--abort")).isZero();
    assertThat(server.said())
        .contains(
            "aborting dr-20261122-050300; its scratch database is dropped",
            "next: windlass drills production");
  }

  @Test
  void abortNamesTheRunOfADrillThatHasNoIdYet() {
    server.answer(ABORT, 202, "{\"workflowId\":\"drill/shop/production\",\"runId\":\"r\"}");

    assertThat(server.windlass("drill", "production", "-a", "shop", "--abort")).isZero();
    assertThat(server.said()).contains("aborting drill/shop/production;");
  }

  @Test
  void abortSaysThatNoneRuns() {
    server.answer(
        ABORT,
        409,
        "{\"title\":\"Not running\",\"detail\":\"no drill of shop production runs. Nothing changed.\",\"next\":\"windlass drills production\"}");

    assertThat(server.windlass("drill", "production", "-a", "shop", "--abort")).isNotZero();
    assertThat(server.said())
        .contains(
            "no drill of shop production runs. Nothing changed.", "windlass drills production");
  }

  @Test
  void abortAndAChoiceContradictEachOther() {
    assertThat(
            server.windlass("drill", "production", "-a", "shop", "--abort", "--backup", "latest"))
        .isEqualTo(2);
    assertThat(server.said())
        .contains("--abort ends the drill that runs, --backup, --control and --rehearse begin one");
    assertThat(server.asked()).isEmpty();
  }
}

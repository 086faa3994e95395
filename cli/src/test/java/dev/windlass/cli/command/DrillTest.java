package dev.windlass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.store.artifact.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillTest {

  private static final String DRILLS = "/api/v1/applications/shop/environments/production/drills";
  private static final String ABORT = DRILLS + "/abort";
  private static final String BEGUN = "{\"workflowId\":\"drill/shop/production\",\"runId\":\"r\"}";

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
  void asksForWhatIsTypedOnly() {
    server.answer(DRILLS, BEGUN);

    assertThat(server.windlass("drill", "production", "-a", "shop", "--control")).isZero();
    assertThat(server.windlass("drill", "production", "-a", "shop")).isZero();

    assertThat(server.asked())
        .containsExactly("POST " + DRILLS + " {\"control\":true}", "POST " + DRILLS + " {}");
    assertThat(server.said()).contains("drill begun as drill/shop/production");
  }

  @Test
  void sendsAPackedReleaseThatIsToBeRehearsed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("shop.tar"), "packed");
    String digest = Digests.sha256(file);
    server.answer(DRILLS, BEGUN);
    server.answer("/api/v1/artifacts/" + digest, "{}");

    assertThat(server.windlass("drill", "production", "-a", "shop", "--rehearse", file.toString()))
        .isZero();

    assertThat(server.asked())
        .endsWith("POST " + DRILLS + " {\"rehearse\":\"" + digest + "\"}")
        .first()
        .asString()
        .contains("/api/v1/artifacts/" + digest);
  }

  @Test
  void saysWhenTheNextRunsByItself() {
    server.answer(DRILLS, "[]");
    server.answer(
        DRILLS + "/schedules",
        """
        [{"kind": "drill", "at": "weekly Sun 04:45", "zone": "Europe/Berlin", "state": "missing",
          "last": null, "next": null, "remark": "this engine has no schedules"}]
        """);

    assertThat(server.windlass("drills", "production", "-a", "shop")).isZero();

    assertThat(server.said().lines())
        .containsSequence(
            "drill    weekly Sun 04:45 (Europe/Berlin) · NEVER: this engine has no schedules",
            "no drills. next: windlass drill production");
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

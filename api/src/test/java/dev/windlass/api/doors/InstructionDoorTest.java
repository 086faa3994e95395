package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windlass.api.doors.Caller.Answer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@OpenDoors
class InstructionDoorTest {

  @LocalServerPort int port;
  private Visitors visitors = new Visitors(0);
  private String path = "";
  private String application = "";

  @BeforeEach
  void arrive() {
    visitors = new Visitors(port);
    application = visitors.newApplication();
    path = "/api/v1/deployments/" + visitors.deployment(application, "staging") + "/";
  }

  @Test
  void bringsTheRunsAnswerInTheNameOfTheToken() {
    Caller deployer = visitors.with("deployer", application, "staging");
    String name = deployer.get("/api/v1/whoami").at("/name");

    Answer said = deployer.post(path + "retry", "{\"host\": \"stage-1\"}");

    assertThat(said.status()).as(said.text()).isEqualTo(200);
    assertThat(said.at("/said")).isEqualTo("RETRY by " + name);
  }

  @Test
  void answersWithTheRunsOwnWordsWhenItRefuses() {
    Answer refused = visitors.admin().post(path + "skip", "{}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.at("/detail")).isEqualTo("skip makes no sense in waiting. Nothing changed.");
    assertThat(refused.at("/next")).isEqualTo("windlass status staging");
  }

  @Test
  void showsAnApproverACodeOnceAndTellsTheRunItsDigestOnly() {
    Answer shown = visitors.admin().post(path + "gates/go/code", "");

    assertThat(shown.status()).as(shown.text()).isEqualTo(200);
    assertThat(shown.at("/code")).matches("[A-Z2-9]{10}");
    assertThat(shown.at("/signal/code")).isEqualTo(shown.at("/code"));
    assertThat(shown.at("/said")).startsWith("a code for gate go was shown to ");
    Caller deployer = visitors.with("deployer", application, "staging");
    assertThat(deployer.post(path + "gates/go/code", "").status()).isEqualTo(403);
  }

  @Test
  void pausesAndResumesWithoutWaitingForTheRun() {
    assertThat(visitors.admin().post(path + "pause", "").status()).isEqualTo(202);
    awaitPaused("true");
    assertThat(visitors.admin().post(path + "resume", "").status()).isEqualTo(202);
    awaitPaused("false");
  }

  @Test
  void abortsWithTheReasonOnRecord() {
    Answer aborting = visitors.admin().post(path + "abort", "{\"reason\": \"wrong branch\"}");

    assertThat(aborting.status()).isEqualTo(202);
    Answer ended =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> visitors.admin().get(path.substring(0, path.length() - 1)),
                view -> view.at("/outcome").equals("aborted"));
    assertThat(ended.at("/reason")).isEqualTo("aborted by admin: wrong branch");
  }

  @Test
  void saysThatAnEndedRunDoesNotListen() {
    visitors.admin().post(path + "approve", "");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(visitors.admin().post(path + "pause", "").at("/title"))
                .isEqualTo("It has ended"));
    Answer late = visitors.admin().post(path + "promote", "");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.at("/detail")).endsWith(" does not run any more. Nothing changed.");
    assertThat(late.at("/next")).isEqualTo("windlass status staging");
  }

  @ParameterizedTest(name = "{0}: approve {1}, promote {2}, abort {3}")
  @CsvSource({
    "viewer,   403, 403, 403",
    "deployer, 403, 200, 202",
    "approver, 200, 403, 403",
    "admin,    200, 200, 202"
  })
  void asksEachVerbForItsRole(String role, int approve, int promote, int abort) {
    Caller caller = visitors.with(role, application, "staging");

    assertThat(caller.post(path + "promote", "").status()).isEqualTo(promote);
    assertThat(caller.post(path + "abort", "").status()).isEqualTo(abort);
    if (approve == 403 || abort == 403) {
      assertThat(caller.post(path + "approve", "").status()).isEqualTo(approve);
    }
  }

  @Test
  void givesARoleForAnotherEnvironmentNoSayHere() {
    Answer refused =
        visitors.with("approver", application, "production").post(path + "approve", "");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.at("/detail"))
        .contains("this needs role approver for " + application + " staging")
        .contains("approver for " + application + " production");
  }

  @Test
  void knowsNoOtherWord() {
    assertThat(visitors.admin().post(path + "destroy", "").status()).isEqualTo(404);
  }

  private void awaitPaused(String paused) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(
                    visitors.admin().get(path.substring(0, path.length() - 1)).at("/status/paused"))
                .isEqualTo(paused));
  }
}

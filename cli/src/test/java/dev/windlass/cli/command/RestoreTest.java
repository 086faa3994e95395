package dev.windlass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The two verbs that restore: from what was typed, over the plan and a yes, to what is begun. */
class RestoreTest {

  private static final String PLACE = "/api/v1/applications/shop/environments/production/restores";
  private static final String PLAN =
      "{\"hash\":\"abc\",\"backup\":\"b-7\",\"codePlan\":\"def\",\"text\":[\"what it replaces\"]}";

  private KnownAnswers server;

  @BeforeEach
  void start() throws IOException {
    server = new KnownAnswers();
    server.answer(PLACE + "/plan", PLAN);
    server.answer(PLACE, 202, "{\"workflowId\":\"change/shop/production\"}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatIsTypedNextIsWhatWasPlanned() {
    int exit =
        server.windlass(
            "restore",
            "production",
            "latest",
            "-a",
            "shop",
            "--tables=a,b",
            "--emergency",
            "--code=matching",
            "--open-on-failure");

    assertThat(exit).isEqualTo(3);
    assertThat(server.said())
        .contains(
            "what it replaces",
            "not restored; nothing changed",
            "next: windlass restore production b-7 --tables a,b --emergency --code matching"
                + " --open-on-failure --yes");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void withoutAChoiceItListsWhatWentLiveAndNoOtherRuns() throws IOException {
    try (KnownAnswers there = new KnownAnswers()) {
      there.answer("/api/v1/applications/shop/environments/production/backups", "[]");
      there.answer(PLACE, "[]");
      there.answer(
          "/api/v1/deployments",
          """
          [{"number": 4, "kind": "MAINTENANCE_OFF", "outcome": "succeeded", "release": "r-2"},
           {"number": 3, "kind": "DEPLOYMENT", "outcome": "rolledBack", "release": "r-3"},
           {"number": 2, "kind": "DEPLOYMENT", "outcome": "succeeded", "release": "r-2"}]
          """);

      there.windlass("restore", "production", "-a", "shop");

      assertThat(there.said().lines().filter(line -> line.contains("r-")))
          .singleElement()
          .asString()
          .startsWith("    2  ");
    }
  }

  @Test
  void aRecoveryThatIsTypedNextKeepsItsCode() {
    server.windlass("recover-data", "production", "-a", "shop", "--code", "matching");

    assertThat(server.said())
        .contains(
            "not begun; nothing changed",
            "next: windlass recover-data production b-7 --code matching --yes");
  }

  @Test
  void beginsExactlyWhatWasShown() {
    String moment = "2026-11-21T02:00:00Z";
    int exit =
        server.windlass(
            "recover-data", "production", "-a", "shop", "--at", moment, "--code=matching", "--yes");

    assertThat(exit).isZero();
    assertThat(server.asked().getFirst()).contains("/restores/plan {\"at\":\"" + moment + "\"");
    assertThat(server.asked().getLast())
        .isEqualTo(
            "POST "
                + PLACE
                + " {\"emergency\":{\"otherwise\":\"closed\",\"guided\":true,\"code\":\"matching\","
                + "\"codePlan\":\"def\"},\"backup\":\"b-7\",\"plan\":\"abc\"}");
    assertThat(server.said())
        .contains("recovery begun as change/shop/production", "next: windlass restore production");
  }
}

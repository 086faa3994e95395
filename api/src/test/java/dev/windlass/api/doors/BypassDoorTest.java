package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.doors.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@OpenDoors
class BypassDoorTest {

  private static final String ANNA = "{\"name\": \"anna\"}";
  private static final String CLOSED = "{\"maintenance\": {\"on\": true}}";

  @LocalServerPort int port;
  private Visitors visitors = new Visitors(0);

  @BeforeEach
  void arrive() {
    visitors = new Visitors(port);
  }

  @Test
  void showsALinkOnceAndListsWhoHasOne() {
    String place = place("maintenance: {by: {file: shared/closed.json}}", "url: https://shop.test");

    Answer made = visitors.admin().post(place + "/maintenance/bypass", ANNA);

    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.at("/link"))
        .matches("https://shop\\.test/\\?windlass=anna\\.[A-Za-z0-9_-]{43}");
    String token = made.at("/link").replaceFirst(".*=", "");
    Answer listed = visitors.admin().get(place + "/maintenance/bypass");
    assertThat(listed.at("/0/name")).isEqualTo("anna");
    assertThat(listed.at("/0/by")).isEqualTo("admin");
    assertThat(listed.text()).doesNotContain(token);
    assertThat(visitors.admin().post(place + "/maintenance/bypass", ANNA).status()).isEqualTo(409);
  }

  @Test
  void aPlanLetsThoseThroughWhoHaveALinkThenAndStartsOnlyWhileTheyHaveIt() {
    String place = place("maintenance: {by: {file: shared/closed.json}}", "");
    String token =
        visitors
            .admin()
            .post(place + "/maintenance/bypass", ANNA)
            .at("/link")
            .replaceFirst(".*=", "");

    Answer plan = visitors.admin().post(place + "/plans", CLOSED);
    assertThat(plan.at("/text")).contains("links of anna");
    assertThat(plan.at("/plan/maintenance/bypass/0/sha256")).hasSize(64);
    assertThat(plan.text()).doesNotContain(token);

    String anna = place + "/maintenance/bypass/anna";
    assertThat(visitors.with("viewer", "*", "*").delete(anna).status()).isEqualTo(403);
    assertThat(visitors.admin().delete(anna).status()).isEqualTo(204);
    assertThat(visitors.admin().delete(anna).status()).isEqualTo(404);
    Answer refused =
        visitors.admin().post("/api/v1/deployments", "{\"plan\": \"" + plan.at("/hash") + "\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.at("/detail"))
        .isEqualTo("the plan lets anna through, whose link was revoked since. Nothing changed.");
    assertThat(visitors.admin().post(place + "/plans", CLOSED).at("/text")).doesNotContain("anna");
  }

  @Test
  void saysPlainlyWhereLinksCannotLetAnybodyThrough() {
    String bypass =
        place("maintenance: {by: {command: {on: bin/down, off: bin/up}}}", "")
            + "/maintenance/bypass";

    Answer refused = visitors.admin().post(bypass, ANNA);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.at("/detail"))
        .isEqualTo(
            "the application is closed by a command of its own, which knows no links of single"
                + " persons that could be revoked. Nothing changed.");
    assertThat(visitors.admin().get(bypass).json()).isEmpty();
  }

  @Test
  void wantsANameThatNginxCanTell() {
    String bypass = place("maintenance: {by: {file: closed.json}}", "") + "/maintenance/bypass";

    Answer refused = visitors.admin().post(bypass, "{\"name\": \"An.na\"}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/detail")).startsWith("name: lower-case letters");
  }

  /** The path of a new application's production. */
  private String place(String maintenance, String url) {
    String application = Visitors.application();
    String yaml =
        Visitors.yaml(application) + ("    " + maintenance + "\n    " + url).stripTrailing() + "\n";
    Answer put = visitors.admin().put("/api/v1/applications/" + application, "text/yaml", yaml);
    assertThat(put.status()).as(put.text()).isEqualTo(200);
    return "/api/v1/applications/" + application + "/environments/production";
  }
}

package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.doors.Caller.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@OpenDoors
class ProblemsTest {

  @LocalServerPort int port;
  private Visitors visitors = new Visitors(0);

  @BeforeEach
  void arrive() {
    visitors = new Visitors(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/whoami",
        "/api/v1/applications",
        "/api/v1/deployments",
        "/api/v1/deployments/1/events",
        "/api/v1/nothing",
        "/actuator/prometheus",
        "/actuator/env",
        "/"
      })
  void opensNoDoorWithoutAToken(String path) {
    Answer refused = visitors.nobody().get(path);

    problem(refused, 401);
    assertThat(refused.at("/next")).contains("WINDLASS_TOKEN");
  }

  @Test
  void showsAWrongTokenNothingAndDoesNotRepeatIt() {
    Answer refused = new Caller(port, "windlass_guess").get("/api/v1/whoami");

    problem(refused, 401);
    assertThat(refused.text()).contains("unknown, expired or revoked").doesNotContain("guess");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/health", "/schema/v1.json", "/v3/api-docs"})
  void leavesHealthSchemaAndDescriptionOpen(String path) {
    assertThat(visitors.nobody().get(path).status()).isEqualTo(200);
  }

  @Test
  void answersWhatIsNotThereWithAProblem() {
    problem(visitors.admin().get("/api/v1/nothing"), 404);
    problem(visitors.admin().get("/api/v1/deployments/4711"), 404);
    problem(visitors.admin().get("/api/v1/plans/abcdef"), 404);
    problem(visitors.admin().delete("/api/v1/whoami"), 405);
    problem(visitors.admin().put("/api/v1/applications/shop", "text/csv", "a,b"), 415);
  }

  @Test
  void saysWhereAJsonIsBrokenAndWhichFieldIsUnknown() {
    Answer broken = visitors.admin().post("/api/v1/deployments", "{\"plan\": ");
    Answer unknown =
        visitors.admin().post("/api/v1/deployments", "{\"plan\": \"7d1e03\", \"paln\": 1}");
    Answer missing = visitors.admin().post("/api/v1/deployments", "{}");

    problem(broken, 400);
    assertThat(broken.at("/detail")).contains("line 1 column");
    problem(unknown, 400);
    assertThat(unknown.at("/detail")).isEqualTo("unknown field paln, expected one of plan");
    problem(missing, 400);
    assertThat(missing.at("/detail")).isEqualTo("the field plan is missing");
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    Answer refused =
        visitors.admin().put("/api/v1/applications/shop", "text/yaml", "x".repeat(70_000));

    problem(refused, 413);
    assertThat(refused.at("/detail")).contains("windlass.api.max-file", "Nothing changed");
    assertThat(refused.at("/next"))
        .isEqualTo("send less, or raise windlass.api.max-file on the server");
  }

  @Test
  void asksForTheLengthOfABody() {
    Caller admin = visitors.admin();
    Answer refused =
        admin.send(
            admin
                .request("/api/v1/applications/shop")
                .header("Content-Type", "text/yaml")
                .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofString("application: shop"))));

    problem(refused, 411);
  }

  @Test
  void answersAnAddressThatNobodyShouldSendWithAProblem() {
    problem(visitors.admin().get("/api/v1//plans"), 400);
  }

  private static void problem(Answer answer, int status) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(answer.at("/title")).isNotEmpty();
    assertThat(answer.at("/detail")).isNotEmpty();
    assertThat(answer.text()).doesNotContain("dev.windlass").doesNotContain("Exception");
  }
}

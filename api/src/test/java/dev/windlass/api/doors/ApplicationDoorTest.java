package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.doors.Caller.Answer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@OpenDoors
class ApplicationDoorTest {

  @LocalServerPort int port;
  private Visitors visitors = new Visitors(0);

  @BeforeEach
  void arrive() {
    visitors = new Visitors(port);
  }

  @Test
  void storesVersionsAndShowsWhatChanged() {
    String application = visitors.newApplication();
    String path = "/api/v1/applications/" + application;
    String other = Visitors.yaml(application).replace("stage-1", "stage-2");

    Answer shown = visitors.admin().put(path + "?dryRun=true", "text/yaml", other);
    Answer stored = visitors.admin().put(path, "text/yaml", other);

    assertThat(shown.at("/stored")).isEqualTo("false");
    assertThat(stored.at("/version")).isEqualTo("2");
    assertThat(stored.json().at("/changed")).hasToString("[\"staging\"]");
    assertThat(stored.at("/diff"))
        .isEqualTo(shown.at("/diff"))
        .contains("-    hosts: {web: [stage-1." + application)
        .contains("+    hosts: {web: [stage-2." + application);
    assertThat(visitors.admin().get(path).at("/yaml")).isEqualTo(other);
    assertThat(visitors.admin().get(path + "/versions").json()).hasSize(2);
  }

  @Test
  void tellsAllProblemsOfAFileAtOnceWithTheirPlaces() {
    String application = Visitors.application();
    String bad =
        Visitors.yaml(application)
            .replace("preset: static", "presett: static")
            .replace("ssh", "shh");

    Answer refused = visitors.admin().put("/api/v1/applications/" + application, "text/yaml", bad);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors").size()).isGreaterThan(2);
    assertThat(refused.at("/errors/0/line")).isNotEmpty();
    assertThat(refused.text()).contains("\"suggestion\":\"preset\"");
    assertThat(visitors.admin().get("/api/v1/applications/" + application).status()).isEqualTo(404);
  }

  @Test
  void asksForAnAdminWhereProductionChanges() {
    String application = visitors.newApplication();
    String path = "/api/v1/applications/" + application;
    Caller deployer = visitors.with("deployer", application, "*");
    String staging = Visitors.yaml(application).replace("stage-1", "stage-2");
    String production = Visitors.yaml(application).replace("web-[1-2]", "web-[1-3]");

    Answer refused = deployer.put(path, "text/yaml", production);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.at("/detail"))
        .contains("needs role admin for " + application + " production");
    assertThat(deployer.put(path, "text/yaml", staging).status()).isEqualTo(200);
  }

  @Test
  void refusesAPlaceThatAnotherApplicationOwns() {
    String owner = visitors.newApplication();
    String other = Visitors.application();
    String yaml =
        Visitors.yaml(owner)
            .replace("application: " + owner, "application: " + other)
            .replace("preset: static", "preset: static\nlayout: {path: /var/www/" + owner + "}");

    Answer refused = visitors.admin().put("/api/v1/applications/" + other, "text/yaml", yaml);

    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    assertThat(refused.at("/detail")).contains("which application " + owner + " owns");
  }

  @Test
  void showsEachOnlyItsOwn() {
    String application = visitors.newApplication();
    String other = visitors.newApplication();
    Caller viewer = visitors.with("viewer", application, "staging");

    assertThat(viewer.get("/api/v1/applications").json()).hasSize(1);
    assertThat(viewer.get("/api/v1/applications/" + other).status()).isEqualTo(403);
    assertThat(viewer.get("/api/v1/tokens").status()).isEqualTo(403);
  }

  @Test
  void takesAnArtifactOnceAndOnlyWithItsDigest() {
    byte[] artifact = Visitors.artifact(Visitors.application());
    String path = "/api/v1/artifacts/" + Visitors.digest(artifact);

    assertThat(visitors.admin().get(path).status()).isEqualTo(404);
    assertThat(visitors.admin().put(path, "other".getBytes(StandardCharsets.UTF_8)).status())
        .isEqualTo(422);
    assertThat(visitors.admin().put(path, artifact).status()).isEqualTo(201);
    assertThat(visitors.admin().put(path, artifact).status()).isEqualTo(200);
    assertThat(visitors.admin().get(path).at("/bytes")).isEqualTo(String.valueOf(artifact.length));
    assertThat(visitors.admin().put(path.replace("artifacts/", "artifacts/X"), artifact).status())
        .isEqualTo(400);
    assertThat(visitors.with("viewer", "*", "*").put(path, artifact).status()).isEqualTo(403);
  }

  @Test
  void refusesAnArtifactThatIsTooLarge() {
    byte[] large = new byte[(1 << 20) + 1];

    Answer refused = visitors.admin().put("/api/v1/artifacts/" + Visitors.digest(large), large);

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.at("/detail")).contains("windlass.api.max-artifact");
  }

  @Test
  void plansWithoutChangingAnythingAndFindsThePlanAgain() {
    String application = visitors.newApplication();
    String hash = visitors.plan(application, "production");

    Answer plan = visitors.admin().get("/api/v1/plans/" + hash.substring(0, 8));

    assertThat(plan.at("/hash")).isEqualTo(hash);
    assertThat(plan.at("/text")).startsWith("plan " + hash.substring(0, 6));
    assertThat(plan.at("/plan/release/revision")).isEqualTo("4f2c9a1");
    assertThat(visitors.admin().get("/api/v1/deployments?application=" + application).json())
        .isEmpty();
    assertThat(visitors.with("viewer", "other", "*").get("/api/v1/plans/" + hash).status())
        .isEqualTo(404);
  }

  @Test
  void refusesAPlanWithEveryProblem() {
    String application = Visitors.application();
    visitors
        .admin()
        .put(
            "/api/v1/applications/" + application,
            "text/yaml",
            Visitors.yaml(application).replace("web-[1-2]", "full-[1-2]"));
    byte[] artifact = Visitors.artifact(application);
    visitors.admin().put("/api/v1/artifacts/" + Visitors.digest(artifact), artifact);
    String plans = "/api/v1/applications/" + application + "/environments/production/plans";

    Answer refused =
        visitors
            .admin()
            .post(plans, "{\"artifact\": {\"digest\": \"" + Visitors.digest(artifact) + "\"}}");

    assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    assertThat(refused.at("/detail")).startsWith("2 problems, nothing changed");
    assertThat(refused.at("/errors/1/where")).isEqualTo("full-2." + application + ".example");
    assertThat(refused.at("/next")).isEqualTo("windlass plan production");
    assertThat(visitors.admin().post(plans, "{}").at("/title")).isEqualTo("No artifact");
    assertThat(visitors.admin().post(plans, "{\"setup\": true, \"revision\": \"x\"}").status())
        .isEqualTo(400);
  }

  @Test
  void endsATokenAtOnce() {
    Caller viewer = visitors.with("viewer", "*", "*");
    String name = viewer.get("/api/v1/whoami").at("/name");

    assertThat(visitors.admin().delete("/api/v1/tokens/" + name).status()).isEqualTo(204);

    assertThat(viewer.get("/api/v1/whoami").status()).isEqualTo(401);
    assertThat(visitors.admin().delete("/api/v1/tokens/" + name).status()).isEqualTo(404);
    assertThat(visitors.admin().get("/api/v1/tokens").text())
        .contains(name)
        .doesNotContain("secret");
  }

  @Test
  void theStatusOfAnEnvironmentThatTheFileDoesNotHaveNamesThoseThatItHas() {
    String application = visitors.newApplication();
    Answer unknown =
        visitors.admin().get("/api/v1/applications/" + application + "/environments/prod/status");

    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text()).contains("no environment prod, expected one of");
  }
}

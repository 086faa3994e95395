package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windlass.api.doors.Caller.Answer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@OpenDoors
class RescanDoorTest {

  private static final String STORE = "file:///mnt/backups";

  @LocalServerPort int port;
  private Visitors visitors = new Visitors(0);
  private String application = "";
  private String path = "";

  @BeforeEach
  void arrive() {
    visitors = new Visitors(port);
    application = Visitors.application();
    path = "/api/v1/applications/" + application + "/environments/%s/backups/rescan";
    String yaml =
        Visitors.yaml(application)
            + "    backups: {files: {paths: [storage]}, stores: [\"%s\"]}\n".formatted(STORE);
    Answer put = visitors.admin().put("/api/v1/applications/" + application, "text/yaml", yaml);
    assertThat(put.status()).as(put.text()).isEqualTo(200);
  }

  @Test
  void tellsWhatIsFoundOneRescanAtATime() {
    Caller deployer = visitors.with("deployer", application, "production");
    String name = deployer.get("/api/v1/whoami").at("/name");
    String production = path.formatted("production");
    assertThat(deployer.get(production).status()).isEqualTo(404);

    Answer begun = deployer.post(production, "");
    Answer again = deployer.post(production, "");

    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    assertThat(begun.at("/workflowId")).isEqualTo("rescan/" + application + "/production");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.at("/detail")).contains("runs as rescan/", "Nothing changed");
    assertThat(deployer.get(production).at("/reading")).isEqualTo(STORE);
    Answer ended =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> deployer.get(production), found -> found.at("/state").equals("ended"));
    assertThat(ended.at("/stores/0/entered/0")).isEqualTo("b-1");
    assertThat(ended.at("/stores/0/odd/0/why")).isEqualTo("no manifest, said " + name);
  }

  @Test
  void asksForADeployerAndForDeclaredStores() {
    Caller viewer = visitors.with("viewer", application, "*");

    assertThat(viewer.post(path.formatted("production"), "").status()).isEqualTo(403);
    Answer undeclared = visitors.admin().post(path.formatted("staging"), "");
    assertThat(undeclared.status()).isEqualTo(422);
    assertThat(undeclared.at("/detail")).contains("declares no backups of this environment");
  }
}

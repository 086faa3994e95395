package dev.windlass.activities.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.support.Engine;
import dev.windlass.activities.support.TestFleet;
import dev.windlass.sandbox.RealParts;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.inspection.InspectionWorkflow.GitSource;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.release.ArtifactActivities;
import dev.windlass.workflows.release.ArtifactActivities.PackGit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactActivitiesImplTest {

  @TempDir Path temporary = Path.of("/nowhere");
  private final Engine engine = new Engine();
  private final Map<String, Path> stored = new ConcurrentHashMap<>();
  private TestFleet fleet = new TestFleet(temporary);
  private ArtifactActivities activities = new ArtifactActivitiesImpl(fleet.grants, this::keep);

  @BeforeEach
  void start() throws Exception {
    RealParts.require("git", "ssh");
    fleet = new TestFleet(temporary);
    fleet.grants.with("deploy-key", fleet.privateKey());
    activities =
        engine.of(ArtifactActivities.class, new ArtifactActivitiesImpl(fleet.grants, this::keep));
    Files.createDirectories(temporary.resolve("repo"));
    git("init", "-q", "-b", "main");
    commit("one");
    git("tag", "v1");
    commit("two");
  }

  @AfterEach
  void stop() throws IOException {
    engine.close();
    fleet.close();
  }

  @Test
  void packsABranchATagAndACommitTheSameWayEveryTime() throws Exception {
    Host host = fleet.host("git");
    ReleaseSource.Artifact main = pack(host, "main");
    assertThat(main.revision()).isEqualTo(git("rev-parse", "main"));
    assertThat(pack(host, "main")).isEqualTo(main);
    assertThat(pack(host, main.revision())).isEqualTo(main);

    ReleaseSource.Artifact tag = pack(host, "v1");
    assertThat(tag.revision()).isEqualTo(git("rev-parse", "v1"));
    Process tar =
        new ProcessBuilder("tar", "-xzOf", stored.get(tag.digest()) + "", "index.php").start();
    assertThat(tar.getInputStream().readAllBytes()).asString().isEqualTo("one");
  }

  @Test
  void refusesARevisionThatIsNotThere() throws Exception {
    Host host = fleet.host("git");
    for (String revision : List.of("nowhere", "--upload-pack=x", "a b")) {
      assertThatThrownBy(() -> pack(host, revision))
          .matches(e -> Failures.is(e, FailureType.INVALID))
          .hasStackTraceContaining(revision);
    }
  }

  private ReleaseSource.Artifact pack(Host host, String revision) {
    String url = "ssh://git@" + host.name() + ":" + host.port() + temporary.resolve("repo");
    return activities.pack(
        new PackGit("shop", "production", new GitSource(url, revision, "deploy-key")));
  }

  private void keep(Path file, ReleaseSource.Artifact artifact) {
    try {
      Path copy = temporary.resolve(artifact.digest());
      stored.put(artifact.digest(), copy);
      Files.write(copy, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void commit(String content) throws Exception {
    Files.writeString(temporary.resolve("repo/index.php"), content);
    git("add", "-A");
    git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", content);
  }

  private String git(String... arguments) throws Exception {
    ProcessBuilder git = new ProcessBuilder("git", "-C", temporary.resolve("repo").toString());
    git.command().addAll(List.of(arguments));
    Process process = git.redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}

package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.stories.Windlass.Said;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What holds when a worker or a host goes away in the middle; builds are counted on the hosts. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HoldsStory {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LATE = Duration.ofSeconds(5);

  @TempDir static Path folder;
  private static Scene scene;
  private static int version;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("nginx", "php-fpm8.2", "ssh", "mariadbd", "temporal");
    scene = Scene.start(folder, 62, 4);
    scene.file("strategy: atomic\n");
    end(scene.windlass.begin("setup", "production", "--watch"), 0);
    scene.fleet.pointBalancerToWindlass();
  }

  @AfterAll
  static void end() throws Exception {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  @Order(1)
  void twoDeploymentsInARowBuildTwice() throws Exception {
    end(deploy(), 0);
    end(deploy(), 0);

    assertThat(builds()).containsOnly(2);
  }

  @Test
  @Order(2)
  void aWorkerKilledInMidBuildAttachesToTheBuildThatRuns() throws Exception {
    slow(12);
    Process watch = deploy();
    awaitBuilds(3);

    killWorker("into the build", Duration.ofSeconds(8));

    end(watch, 0);
    Proof.measured("builds per host after the kill", builds(), "3 each");
    assertThat(builds()).containsOnly(3);
    slow(0);
  }

  @Test
  @Order(3)
  void aWorkerKilledInMidRampKeepsTheDeadlines() throws Exception {
    scene.file(
        """
        strategy:
          canary:
            hosts: ["127.0.62.1"]
            maxLoad: 2
            ramp: [{weight: 10, bake: 25s}, {weight: 50, bake: 10s}, {weight: 100, bake: 5s}]
        """);
    Process watch = deploy();
    JsonNode ten = awaitWeight(10);
    Instant deadline = Instant.parse(ten.path("until").asText());

    killWorker("into the ramp", Duration.ofSeconds(8));

    JsonNode fifty = awaitWeight(50);
    Instant second = Instant.parse(fifty.path("until").asText());
    Duration late = Duration.between(deadline.plusSeconds(10), second);
    Proof.measured("step of the ramp after its deadline", late.toMillis() + " ms", "0 to 5000 ms");
    assertThat(late).isBetween(Duration.ZERO, LATE);
    end(watch, 0);
    assertThat(builds()).containsOnly(4);
  }

  @Test
  @Order(4)
  void aHostRebootedInMidBuildIsAskedAboutAndAPersonsRetryRunsAgain() throws Exception {
    scene.file("strategy: atomic\n");
    OpenSshHost lost = scene.fleet.web().getLast();
    slow(12);
    Process watch = deploy();
    awaitBuilds(5);

    scene.fleet.reboot(lost);

    end(watch, 12);
    slow(0);
    Said said = scene.windlass.run("retry", "production", "--host", lost.address());
    assertThat(said.exit()).as(said.text()).isZero();
    await(() -> environment().path("running").isNull(), "the run to end");
    assertThat(environment().path("last").path("outcome").asText()).isEqualTo("succeeded");
    List<Integer> builds = builds();
    assertThat(builds.getLast()).as("built again where it was lost").isEqualTo(6);
    assertThat(builds.subList(0, builds.size() - 1)).containsOnly(5);
  }

  @Test
  @Order(5)
  void anAbortInMidBuildLeavesNoProcessAndChangesNothing() throws Exception {
    Snapshot before = Snapshot.of(scene.fleet);
    slow(60);
    Process watch = deploy();
    awaitBuilds(6, 7);

    Said said = scene.windlass.run("abort", "production", "--reason", "wrong branch");

    assertThat(said.exit()).as(said.text()).isZero();
    end(watch, 11);
    for (OpenSshHost host : scene.fleet.web()) {
      assertThat(scene.fleet.on(host, "pgrep -x sleep || true")).as(host.address()).isBlank();
    }
    assertThat(Snapshot.of(scene.fleet)).isEqualTo(before);
    slow(0);
  }

  private static void killWorker(String where, Duration within) throws Exception {
    Duration moment = Proof.moment(within);
    Thread.sleep(moment);
    Proof.measured("worker killed " + where, moment.toMillis() + " ms", "none");
    scene.windlass.killWorker();
    scene.windlass.startWorker();
  }

  private static Process deploy() throws Exception {
    version++;
    return scene.windlass.begin(
        "deploy", "production", "--artifact", scene.site.good(version).toString(), "--watch");
  }

  private static void end(Process watch, int exit) throws Exception {
    String text = new String(watch.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(watch.waitFor()).as(text + scene.windlass.lastOf("worker")).isEqualTo(exit);
  }

  private static void slow(int seconds) throws Exception {
    for (OpenSshHost host : scene.fleet.web()) {
      Files.writeString(host.seen("/srv/slow"), Integer.toString(seconds));
    }
  }

  private static List<Integer> builds() throws Exception {
    List<Integer> counts = new ArrayList<>();
    for (OpenSshHost host : scene.fleet.web()) {
      Path file = host.seen("/srv/builds");
      counts.add(Files.exists(file) ? Files.readAllLines(file).size() : 0);
    }
    return counts;
  }

  private static void awaitBuilds(Integer... each) throws Exception {
    await(() -> List.of(each).containsAll(builds()), "builds to have begun on every host");
  }

  private static JsonNode awaitWeight(int weight) throws Exception {
    JsonNode[] found = new JsonNode[1];
    await(
        () -> {
          found[0] = environment().path("running").path("status");
          return found[0].path("weight").path("weight").asInt() == weight;
        },
        "weight " + weight);
    return found[0];
  }

  private static JsonNode environment() throws Exception {
    return JSON.readTree(scene.windlass.run("status", "production", "--json").text());
  }

  private static void await(Condition condition, String what) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited for " + what).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }
}

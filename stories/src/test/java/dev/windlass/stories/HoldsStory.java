package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.sandbox.parts.DatabaseServer;
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

  /** Nothing is measured by it: a machine that is busy otherwise takes its time. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  @TempDir static Path folder;
  private static Scene scene;
  private static int version;
  private static List<Integer> built = List.of();

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("nginx", "php-fpm8.2", "ssh", "mariadbd", "temporal", "python3");
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
    assertThat(late).isBetween(Duration.ZERO, Proof.bound(LONGEST, LATE));
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
    awaitOneMoreBuild();
    assertAnInterruptedWatchLeavesTheRunAlone();

    long aborted = abort();

    await(() -> processes().isBlank(), "the builds to be gone");
    assertGoneInTime("no process of a build on 4 hosts left after an abort", aborted);
    end(watch, 11);
    assertThat(Snapshot.of(scene.fleet)).isEqualTo(before);
    slow(0);
  }

  private static void assertAnInterruptedWatchLeavesTheRunAlone() throws Exception {
    var said = scene.windlass.interrupted("shop production", "status", "production", "--watch");

    assertThat(said.exit()).as(said.text()).isEqualTo(130);
    assertThat(said.text()).contains("stopped watching; the deployment goes on");
    assertThat(processes()).as("the builds go on").isNotBlank();
  }

  /** Has a bound where it is proved: a machine that is busy otherwise takes its time. */
  private static void assertGoneInTime(String what, long aborted) {
    Duration gone = Duration.ofNanos(System.nanoTime() - aborted);
    Proof.measured(what, gone.toMillis() + " ms", "at most 5000 ms");
    assertThat(gone).isLessThan(Duration.ofSeconds(Proof.size(60, 5)));
  }

  private static void killWorker(String where, Duration within) throws Exception {
    Duration moment = Proof.moment(within);
    Thread.sleep(moment);
    Proof.measured("worker killed " + where, moment.toMillis() + " ms", "none");
    scene.windlass.killWorker();
    scene.windlass.startWorker();
  }

  @Test
  @Order(6)
  void anAbortInMidRampPutsWeightsAndReleaseBack() throws Exception {
    Snapshot before = Snapshot.of(scene.fleet);
    scene.file(
        """
        strategy:
          canary:
            hosts: ["127.0.62.1"]
            maxLoad: 2
            ramp: [{weight: 10, bake: 300s}, {weight: 100, bake: 5s}]
        """);
    Process watch = deploy();
    awaitWeight(10);

    abort();

    end(watch, 11);
    assertThat(Snapshot.of(scene.fleet)).isEqualTo(before);
    scene.file("strategy: atomic\n");
  }

  @Test
  @Order(7)
  void anAbortWhileNoWorkerRunsHappensWhenOneComesBack() throws Exception {
    Snapshot before = Snapshot.of(scene.fleet);
    slow(60);
    Process watch = deploy();
    awaitOneMoreBuild();
    scene.windlass.killWorker();

    Said said = scene.windlass.run("abort", "production", "--reason", "nobody is there");
    assertThat(said.exit()).as(said.text()).isZero();
    assertThat(processes()).as("nobody is there to end it").contains("sleep 60");
    scene.windlass.startWorker();

    end(watch, 11);
    assertThat(processes()).isBlank();
    assertThat(Snapshot.of(scene.fleet)).isEqualTo(before);
    slow(0);
  }

  @Test
  @Order(8)
  void anAbortInMidMigrationEndsTheStatementAndPostgresTakesItBack() throws Exception {
    scene.store.createDatabase("paced", "paced", "shop");
    scene.useDatabase(scene.store, "paced");
    migrateSlowly(scene.store, "pg_sleep");
    Process watch = deployPaced(2, "pg_sleep");
    String running = "select count(*) from pg_stat_activity where query like 'select pg_sleep%'";
    await(() -> scene.store.sql("paced", running).strip().equals("1"), "the statement to run");

    long aborted = abort();

    await(() -> scene.store.sql("paced", running).strip().equals("0"), "the statement to end");
    assertGoneInTime("statement on PostgreSQL ended after an abort", aborted);
    end(watch, 11);
    assertThat(scene.store.sql("paced", "select to_regclass('step_2') is null").strip())
        .isEqualTo("t");
  }

  @Test
  @Order(9)
  void anAbortInMidMigrationOnMariaDbAsksWhatTheScriptDid() throws Exception {
    scene.file("strategy: atomic\n");
    scene.database.createDatabase("paced", "paced", "shop");
    scene.useDatabase(scene.database, "paced");
    migrateSlowly(scene.database, "sleep");
    Process watch = deployPaced(2, "sleep");
    String running =
        "select count(*) from information_schema.processlist where info like 'select sleep%'";
    await(() -> scene.database.sql("paced", running).strip().equals("1"), "the statement to run");

    long aborted = abort();

    await(() -> scene.database.sql("paced", running).strip().equals("0"), "the statement to end");
    assertGoneInTime("statement on MariaDB ended after an abort", aborted);
    end(watch, 12);
    assertThat(environment().at("/running/status/reason/detail").asText())
        .contains("V2__step_2.sql, statement 2: select sleep");
    Said said = scene.windlass.run("skip", "production", "--reason", "put in order by hand");
    assertThat(said.exit()).as(said.text()).isZero();
    await(() -> environment().path("running").isNull(), "the run to end");
    assertThat(environment().at("/last/outcome").asText()).isEqualTo("aborted");
  }

  @Test
  @Order(10)
  void whatATerminatedRunLeftIsToldByTheNextOneAndRecovered() throws Exception {
    scene.file(
        """
        strategy:
          canary:
            hosts: ["127.0.62.1"]
            maxLoad: 2
            ramp: [{weight: 10, bake: 300s}, {weight: 100, bake: 1s}]
        """);
    Snapshot before = Snapshot.of(scene.fleet);
    Process watch = deploy();
    awaitWeight(10);
    terminate();
    watch.waitFor();

    Said status = scene.windlass.run("status", "production");
    assertThat(status.text())
        .contains("ended in Temporal from outside", "next: windlass recover production");
    String number = environment().at("/unclosed/0/number").asText();
    Process refused = deploy();
    String text = end(refused, 3).replaceAll("\\s+", " ");
    assertThat(text)
        .contains(
            "deployment " + number + " was ended in Temporal from outside",
            "weight 10 is left from a ramp that did not end",
            "-" + number + " is left")
        .containsPattern("127\\.0\\.62\\.1:? live is [0-9]+-" + number + ", on other hosts it is");

    end(scene.windlass.begin("recover", "production", "--yes", "--watch"), 0);

    assertThat(Snapshot.of(scene.fleet)).isEqualTo(before);
    assertThat(scene.windlass.run("list").text()).contains("terminated in Temporal");
    scene.file("strategy: atomic\n");
    end(deploy(), 0);
    Leftovers.none(scene);
  }

  /** The first script, which makes the table that slows down those after it. */
  private static void migrateSlowly(DatabaseServer server, String sleep) throws Exception {
    end(deployPaced(1, sleep), 0);
    server.sql("paced", "update pace set seconds = 60");
  }

  private static Process deployPaced(int scripts, String sleep) throws Exception {
    String artifact = scene.site.paced(scripts, sleep).toString();
    return scene.windlass.begin("deploy", "production", "--artifact", artifact, "--watch");
  }

  /** From outside, as somebody in Temporal's own pages would. */
  private static void terminate() throws Exception {
    Shell.run(
        "temporal",
        "workflow",
        "terminate",
        "--workflow-id=change/shop/production",
        "--address=" + scene.temporal.target(),
        "--reason=by mistake");
  }

  /** When it was said, by {@link System#nanoTime}. */
  private static long abort() throws Exception {
    String id = environment().at("/running/id").asText();
    long now = System.nanoTime();
    scene.windlass.tell("/deployments/" + id + "/abort");
    return now;
  }

  /** What the builds left, over all hosts. */
  private static String processes() throws Exception {
    StringBuilder found = new StringBuilder();
    for (OpenSshHost host : scene.fleet.web()) {
      found.append(scene.fleet.on(host, "pgrep -ax sleep | grep 'sleep 60' || true"));
    }
    return found.toString();
  }

  private static Process deploy() throws Exception {
    version++;
    built = builds();
    return scene.windlass.begin(
        "deploy", "production", "--artifact", scene.site.good(version).toString(), "--watch");
  }

  private static String end(Process watch, int exit) throws Exception {
    String text = new String(watch.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(watch.waitFor()).as(text + scene.windlass.lastOf("worker")).isEqualTo(exit);
    return text;
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

  /** On every host, than when the deployment was asked for. */
  private static void awaitOneMoreBuild() throws Exception {
    List<Integer> more = built.stream().map(count -> count + 1).toList();
    await(() -> builds().equals(more), "one more build on every host");
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
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited for " + what).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }
}

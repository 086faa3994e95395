package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.stories.Shot.Moment;
import dev.windlass.stories.Windlass.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Worker, doors and engine are shot at random moments of every phase: the deployment ends by itself
 * as it should, everything ran as often as it should, nothing is left over. The moments come from a
 * seed: {@code -Dwindlass.seed=} repeats them; {@code bin/prove killed} takes three moments for
 * each victim in each phase.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledStory {
  private static final long SEED = Long.getLong("windlass.seed", new Random().nextInt(100_000));
  private static final String ENVIRONMENT = "/applications/shop/environments/production/status";
  private static final Duration LONGEST = Duration.ofMinutes(3);

  @TempDir static Path folder;
  private static Scene scene;
  private static int version = 1;
  private static int builds;
  private static String sleep = "pg_sleep";
  private static String even = "";
  private static final Set<String> undone = new LinkedHashSet<>();

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("nginx", "php-fpm8.2", "ssh", "mariadbd", "postgres", "temporal");
    Proof.measured("moments", "-Dwindlass.seed=" + SEED, "none");
    scene = Scene.start(folder, 100, 3);
    scene.store.createDatabase("shop", "shop", "shop");
    write(Moment.PREPARE);
    Said said = scene.windlass.run("setup", "production", "--watch");
    assertThat(said.exit()).as(said.text() + scene.windlass.lastOf("api")).isZero();
    scene.fleet.pointBalancerToWindlass();
    deploy();
    awaitEnd("succeeded");
    even = balancer();
  }

  @AfterAll
  static void end() throws Exception {
    if (scene != null) {
      scene.close();
    }
  }

  static Stream<Shot> shots() {
    return Shot.of(SEED, Proof.size(0, 3)).stream();
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("shots")
  void aRunEndsAsItShouldWhoeverIsShot(Shot shot) throws Exception {
    write(shot.moment());
    deploy();
    if (shot.moment() == Moment.UNDO) {
      awaitPhase(Moment.RAMP);
      tell("abort");
    }
    awaitPhase(shot.moment());

    TimeUnit.MILLISECONDS.sleep(shot.into());
    shoot(shot.victim());
    TimeUnit.MILLISECONDS.sleep(shot.away());
    bringBack(shot.victim());

    String outcome = shot.moment() == Moment.UNDO ? "aborted" : "succeeded";
    awaitEnd(outcome);
    everythingIsInPlace();
    Proof.measured(shot.toString(), outcome, "as if nobody was shot");
  }

  @Order(2)
  @Test
  void aBuildGoesOnWhenEveryConnectionIsCut() throws Exception {
    write(Moment.PREPARE);
    deploy();
    awaitPhase(Moment.PREPARE);
    TimeUnit.MILLISECONDS.sleep(new Random(SEED).nextInt(5000));
    for (OpenSshHost host : scene.fleet.web()) {
      cut(host);
    }

    awaitEnd("succeeded");
    everythingIsInPlace();
  }

  @Order(3)
  @Test
  void whatMariaDbRunsGoesOnWhenTheEngineIsAwayForLongerThanABeat() throws Exception {
    toMariaDb();
    write(Moment.MIGRATE);
    sql("update pace set seconds = 20");
    deploy();
    await(() -> processes().contains("sleep("), "the statement to run on the server");
    shoot(Shot.Victim.TEMPORAL);
    TimeUnit.SECONDS.sleep(6);
    assertThat(processes()).as("nothing was ended").contains("sleep(");
    bringBack(Shot.Victim.TEMPORAL);

    awaitEnd("succeeded");
    everythingIsInPlace();
  }

  @Order(4)
  @Test
  void whatMariaDbWasDoingWhenItsWorkerWasShotIsAskedOfAPerson() throws Exception {
    toMariaDb();
    write(Moment.MIGRATE);
    deploy();
    awaitPhase(Moment.MIGRATE);
    String script = "V%d__step_%d.sql".formatted(version, version);
    await(() -> processes().contains("sleep("), "the statement to run on the server");
    shoot(Shot.Victim.WORKER);
    bringBack(Shot.Victim.WORKER);

    await(() -> phase().equals("needsAttention"), "needsAttention");
    assertThat(running().path("status").path("reason").path("detail").asText())
        .contains(script + ", statement 2: select sleep(");
    assertThat(processes()).as("what ran was stopped on the server").doesNotContain("sleep(");
    tell("undo");
    await(() -> phase().equals("undoing"), "the way back");
    await(
        () -> running().at("/status/reason/code").asText().equals("undoIncomplete"),
        "the same question at the end of the way back");
    putInOrder();
    tell("retry");
    await(() -> !isRunning(), "the run to be taken back");
    assertThat(ended().path("outcome").asText()).isEqualTo("rolledBack");
    Leftovers.none(scene);
  }

  /** By hand, as the reason says. */
  private static void putInOrder() {
    sql("drop table step_" + version);
    sql("delete from flyway_schema_history where not success");
    sql("update windlass_migration set script = null");
  }

  private static void tell(String verb) throws Exception {
    scene.windlass.tell("/deployments/%s/%s".formatted(running().path("id").asText(), verb));
  }

  /** From now on the file names the other server, which has every script up to now. */
  private static void toMariaDb() throws Exception {
    if (!sleep.equals("sleep")) {
      sleep = "sleep";
      write(Moment.PREPARE);
      deploy();
      awaitEnd("succeeded");
    }
  }

  private static String processes() {
    return scene.database.sql(
        "shop", "select info from information_schema.processlist where user = 'windlass'");
  }

  /** The file, and on hosts and database how long each phase takes: only this one is slow. */
  private static void write(Moment slow) throws Exception {
    scene.file(
        """
        strategy:
          canary:
            hosts: ["127.0.100.1"]
            maxLoad: 2
            ramp: [{weight: 50, bake: %ds}, {weight: 100, bake: 1s}]
        """
            .formatted(slow == Moment.RAMP || slow == Moment.UNDO ? Moment.RAMP.seconds() : 1));
    scene.edit(text ->
        text.replace(
            "{command: kill",
            "{command: sleep \"$(cat /srv/reload 2>/dev/null || echo 0)\"; kill"));
    if (sleep.equals("pg_sleep")) {
      scene.useDatabase(scene.store, "shop");
    }
    boolean switches = slow == Moment.PUBLISH || slow == Moment.UNDO;
    for (OpenSshHost host : scene.fleet.web()) {
      put(host, "/srv/slow", slow == Moment.PREPARE && version > 1 ? slow.seconds() : 0);
      put(host, "/srv/reload", switches ? slow.seconds() : 0);
    }
    if (version > 1 && !(sleep.equals("sleep") && slow == Moment.PREPARE)) {
      sql("update pace set seconds = " + (slow == Moment.MIGRATE ? slow.seconds() : 0));
    }
  }

  private static void put(OpenSshHost host, String file, int seconds) throws IOException {
    Files.writeString(host.seen(file), Integer.toString(seconds));
  }

  private static String sql(String statement) {
    return (sleep.equals("pg_sleep") ? scene.store : scene.database).sql("shop", statement).strip();
  }

  private static void deploy() throws Exception {
    version++;
    builds++;
    Path artifact = scene.site.paced(version, sleep);
    Said said = scene.windlass.run("deploy", "production", "--artifact", artifact.toString());
    assertThat(said.exit()).as(said.text()).isZero();
  }

  private static void shoot(Shot.Victim victim) {
    switch (victim) {
      case WORKER -> scene.windlass.killWorker();
      case API -> scene.windlass.killApi();
      case TEMPORAL -> scene.temporal.kill9();
    }
  }

  private static void bringBack(Shot.Victim victim) throws Exception {
    switch (victim) {
      case WORKER -> scene.windlass.startWorker();
      case API -> scene.windlass.startApi();
      case TEMPORAL -> scene.temporal.restart();
    }
  }

  /** Ends every session of the host's sshd, as a lost line would, all at once. */
  private static void cut(OpenSshHost host) throws InterruptedException {
    try {
      scene.fleet.on(host, "pkill -KILL -f '^sshd: root'");
    } catch (IOException ours) {
      assertThat(ours).hasMessageContaining("exited with 255");
    }
  }

  /** Live, weights, counts, releases and jobs, on every host and database. */
  private static void everythingIsInPlace() throws Exception {
    JsonNode last = ended();
    String release = last.path("release").asText();
    boolean good = last.path("outcome").asText().equals("succeeded");
    if (!good) {
      undone.add(release);
    }
    String live = scene.windlass.ask(ENVIRONMENT).path("live").path("id").asText();
    assertThat(live.equals(release)).as("live is " + live + " after " + release).isEqualTo(good);
    for (OpenSshHost host : scene.fleet.web()) {
      assertThat(scene.fleet.on(host, "readlink /srv/shop/current").strip())
          .as(host.address())
          .isEqualTo("releases/" + live);
      assertThat(scene.fleet.on(host, "ls /srv/shop/releases").lines())
          .as(host.address())
          .contains(live)
          .hasSizeLessThanOrEqualTo(4)
          .noneMatch(undone::contains);
      assertThat(scene.fleet.on(host, "sort /srv/builds").lines())
          .as("builds on " + host.address())
          .hasSize(builds)
          .doesNotHaveDuplicates();
    }
    assertThat(balancer()).as("weights are even").isEqualTo(even);
    assertThat(sql("select count(*), count(distinct step) from applied"))
        .isEqualTo("%1$d\t%1$d".formatted(version - 1));
    Leftovers.none(scene);
  }

  private static String balancer() throws Exception {
    return scene.fleet.on(scene.fleet.balancer(), "cat " + Fleet.BALANCER_FILE);
  }

  private static JsonNode running() throws Exception {
    return scene.windlass.ask(ENVIRONMENT).path("running");
  }

  private static String phase() throws Exception {
    return running().path("status").path("phase").asText();
  }

  private static void awaitPhase(Moment moment) throws Exception {
    await(
        () -> {
          assertThat(isRunning()).as("ended before " + moment.phase()).isTrue();
          return phase().equals(moment.phase());
        },
        "the phase " + moment.phase());
  }

  /** Whether the lock is held; true also while nobody can say. */
  private static boolean isRunning() throws Exception {
    JsonNode environment = scene.windlass.ask(ENVIRONMENT);
    return !environment.has("application") || environment.hasNonNull("running");
  }

  private static JsonNode ended() throws Exception {
    return scene.windlass.ask(ENVIRONMENT).path("last");
  }

  private static void awaitEnd(String outcome) throws Exception {
    await(() -> !isRunning(), "the run to end " + outcome);
    JsonNode last = ended();
    assertThat(last.path("outcome").asText()).as(() -> last + "\n" + quietly()).isEqualTo(outcome);
  }

  private static String quietly() {
    try {
      return scene.windlass.lastOf("worker");
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void await(Condition condition, String what) throws Exception {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime())
          .as(() -> "waited for " + what + ", seed " + SEED + "\n" + quietly() + "\n" + told())
          .isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static String told() {
    try {
      return Objects.toString(scene.windlass.ask(ENVIRONMENT));
    } catch (IOException | InterruptedException e) {
      return e.toString();
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }
}

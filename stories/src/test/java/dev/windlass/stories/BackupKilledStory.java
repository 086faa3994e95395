package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.sandbox.parts.S3Server;
import dev.windlass.stories.Strike.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
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
 * The worker is killed at random moments of every phase of a backup, a restore and a drill, over
 * lines that are slow enough for it: each ends by itself as it should, a restore is applied once,
 * nothing is left over. The phases are those of a run in which nobody is killed; the moments come
 * from a seed: {@code -Dwindlass.seed=} repeats them; {@code bin/prove backupsKilled} takes three
 * moments in each phase.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupKilledStory {
  private static final long SEED = Long.getLong("windlass.seed", new Random().nextInt(100_000));
  private static final Duration PACE = Duration.ofMillis(3);
  private static final int LONGEST_AWAY = 3000;

  /** What is over sooner is not aimed at, milliseconds. */
  private static final int SHORTEST = Proof.size(150, 20);

  /** Each drill has a control. */
  private static final String CONTROL = ", control: 1";

  @TempDir static Path folder;
  private static final Random RANDOM = new Random(SEED);
  private static final Map<String, DatabaseContents> SAVED = new LinkedHashMap<>();
  private static final Map<String, String> BACKUPS = new LinkedHashMap<>();
  private static BackupScene scene;
  private static ScratchServers scratch;
  private static SlowLines lines;
  private static Phases phases;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("ssh", "mariadbd", "mariadb", "mariadb-dump", "postgres", "pg_dump");
    RealParts.require("pg_restore", "temporal", "age-keygen", S3Server.PROGRAM);
    Proof.measured("moments", "-Dwindlass.seed=" + SEED, "none");
    scene = BackupScene.restoring(folder);
    scratch = ScratchServers.beside(scene);
    phases = Phases.of(scene.temporal);
    for (String environment : List.of("production", "staging")) {
      DatabaseServer server = server(environment);
      DatabaseContents.admit(server);
      ScratchServers.admit(server);
      fill(server);
      scratch.declare(environment, "\"127.0.0.1:%d\"".formatted(port(environment)), CONTROL);
    }
    lines = SlowLines.laid(scene);
    for (String environment : List.of("production", "staging")) {
      scene.expect(0, "backup", environment);
      SAVED.put(environment, DatabaseContents.of(server(environment)));
      BACKUPS.put(environment, scene.awaitWhole(environment, 1).path("id").asText());
    }
  }

  private static void fill(DatabaseServer server) {
    boolean mariaDb = server instanceof MariaDbServer;
    server.sql(
        "shop",
        (mariaDb ? "" : "set role shop;")
            + """
            create table filling (id int primary key, word varchar(80));
            create table orders (id int primary key, note varchar(100));
            create table zz (id int primary key);
            insert into orders values (1, 'rote Schuhe, größer'), (2, null), (3, '');
            insert into zz values (1);
            create view unpaid as select id from orders where note is null;
            """
            + (mariaDb
                    ? "insert into filling select seq, md5(rand()) from seq_1_to_%d;"
                    : "insert into filling select i, md5(random()::text) from generate_series(1, %d) i;")
                .formatted(Proof.size(5_000, 30_000)));
  }

  @AfterAll
  static void end() throws Exception {
    for (AutoCloseable part : new AutoCloseable[] {phases, lines}) {
      if (part != null) {
        part.close();
      }
    }
    if (scratch != null) {
      scratch.close();
    }
    if (scene != null) {
      scene.close();
    }
  }

  /** Found by running each once; in every build one engine each. */
  static List<Strike> strikes() throws Exception {
    List<Strike> strikes = new ArrayList<>();
    for (Work work : Work.values()) {
      List<String> environments =
          Proof.size(0, 1) == 1
              ? List.of("production", "staging")
              : List.of(work == Work.DRILL ? "staging" : "production");
      for (String environment : environments) {
        Strike none = Strike.none(work, environment);
        Map<String, Integer> took = undisturbed(none);
        Proof.measured("phases of a " + work.list() + " run, ms", took, "none");
        strikes.addAll(Strike.of(none, took, RANDOM, Proof.size(1, 3)));
      }
    }
    return strikes;
  }

  private static Map<String, Integer> undisturbed(Strike none) throws Exception {
    int many = many(none);
    Map<String, Integer> took = new LinkedHashMap<>();
    begin(none);
    long entered = System.nanoTime();
    String phase = "";
    for (String now = ""; !now.isEmpty() || took.isEmpty(); ) {
      TimeUnit.MILLISECONDS.sleep(5);
      now = phases.now(none.workflow());
      if (!now.equals(phase)) {
        int millis = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - entered);
        if (!phase.isEmpty()) {
          took.put(phase, millis);
        }
        phase = now;
        entered = System.nanoTime();
      }
    }
    endsAsItShould(none, many);
    took.values().removeIf(millis -> millis < SHORTEST);
    return took;
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("strikes")
  void whateverTheWorkerWasDoingEndsAsItShould(Strike strike) throws Exception {
    int many = many(strike);
    begin(strike);
    awaitPhase(strike);
    TimeUnit.MILLISECONDS.sleep(strike.into());
    String where = phases.now(strike.workflow());
    scene.windlass.killWorker();
    TimeUnit.MILLISECONDS.sleep(RANDOM.nextInt(LONGEST_AWAY));
    lines.slow(Duration.ZERO);
    scene.windlass.startWorker();

    endsAsItShould(strike, many);
    Proof.measured(
        strike.toString(),
        "as it should" + (where.isEmpty() ? ", over by then" : ""),
        "as it should");
  }

  @Order(2)
  @Test
  void theEngineIsKilledInTheMiddleOfADrill() throws Exception {
    Strike strike = new Strike(Work.DRILL, "production", "restoring", RANDOM.nextInt(1000));
    int many = many(strike);
    begin(strike);
    awaitPhase(strike);
    TimeUnit.MILLISECONDS.sleep(strike.into());
    scene.temporal.kill9();
    TimeUnit.MILLISECONDS.sleep(RANDOM.nextInt(LONGEST_AWAY));
    lines.slow(Duration.ZERO);
    scene.temporal.restart();

    endsAsItShould(strike, many);
  }

  /** Over slow lines; a restore finds a database that somebody has spoilt. */
  private static void begin(Strike strike) throws Exception {
    String environment = strike.environment();
    if (strike.work() == Work.RESTORE) {
      server(environment)
          .sql("shop", "delete from orders; insert into zz values (66) " + ignored(environment));
    }
    lines.slow(PACE);
    switch (strike.work()) {
      case BACKUP ->
          scene.windlass.tell(BackupScene.door(environment, "backups"), "{\"kind\": \"DATABASE\"}");
      case RESTORE -> scene.expect(0, "restore", environment, backup(environment), "--yes");
      case DRILL -> scene.windlass.tell(BackupScene.door(environment, "drills"), "{}");
    }
  }

  private static String ignored(String environment) {
    return environment.equals("production")
        ? "on duplicate key update id = 66;"
        : "on conflict do nothing;";
  }

  /** The phase, or the end where it was too short to be seen. */
  private static void awaitPhase(Strike strike) throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    boolean begun = false;
    String now;
    do {
      now = phases.now(strike.workflow());
      begun |= !now.isEmpty();
      assertThat(System.nanoTime()).as("waited for %s", strike).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(2);
    } while (!now.equals(strike.phase()) && !(begun && now.isEmpty()));
  }

  private static void endsAsItShould(Strike strike, int before) throws Exception {
    String environment = strike.environment();
    if (strike.work() == Work.RESTORE) {
      anApplicationWritesAtOnce(environment);
    }
    scene.await(
        () -> many(strike) == before + 1 && newest(strike).hasNonNull("endedAt"),
        "the end, seed %d: %s".formatted(SEED, strike));
    JsonNode newest = newest(strike);
    switch (strike.work()) {
      case BACKUP -> {
        assertThat(newest.path("state").asText()).as("%s", newest).isEqualTo("whole");
        assertThat(newest.path("stores")).as("%s", newest).hasSize(2);
      }
      case RESTORE -> {
        assertThat(newest.path("outcome").asText()).as("%s", newest).isEqualTo("succeeded");
        isAppliedOnce(environment);
      }
      case DRILL -> {
        assertThat(newest.path("state").asText()).as("%s", newest).isEqualTo("pass");
        assertThat(newest.path("control").asBoolean()).isTrue();
      }
    }
    nothingIsLeft(environment);
  }

  /** As soon as the restored rows are there, as people do. */
  private static void anApplicationWritesAtOnce(String environment) throws Exception {
    DatabaseServer server = server(environment);
    scene.await(
        () -> server.sql("shop", "select count(*) from orders;").strip().equals("3"),
        "the restored rows, seed " + SEED);
    server.sql("shop", "insert into zz values (77);");
  }

  /** What was written since is there, and nothing else of what the backup had not. */
  private static void isAppliedOnce(String environment) throws Exception {
    TimeUnit.SECONDS.sleep(1);
    DatabaseServer server = server(environment);
    assertThat(server.sql("shop", "select id from zz order by id;").lines())
        .as("seed %d", SEED)
        .containsExactly("1", "77");
    server.sql("shop", "delete from zz where id = 77;");
    assertThat(DatabaseContents.of(server)).isEqualTo(SAVED.get(environment));
  }

  private static void nothingIsLeft(String environment) throws Exception {
    scene.await(() -> scratch.databases(environment).isEmpty(), "the scratch database to go");
    scene.await(() -> mine(environment).isEmpty(), "nothing beside, seed " + SEED);
    scene.await(
        () -> BackupScene.tools().isEmpty(), "the tools to end, there are " + BackupScene.tools());
    scene.await(() -> halves(environment).isEmpty(), "no half object: " + halves(environment));
    assertThat(names(scene.places(environment)))
        .as("the same in both stores")
        .isEqualTo(names(scene.offsite(environment, "").normalize()));
  }

  /** Schemas that a restore works in. */
  private static String mine(String environment) {
    return server(environment)
        .sql(
            "shop",
            environment.equals("production")
                ? "show databases like 'windlass%';"
                : "select nspname from pg_namespace where nspname like 'windlass%';")
        .strip();
  }

  private static List<Path> halves(String environment) throws IOException {
    return Stream.concat(
            scene.files(environment).stream().filter(BackupScene::isTemporary),
            files(scene.bucket().resolve(".sgwtmp")).stream())
        .toList();
  }

  private static List<String> names(Path store) throws IOException {
    return files(store).stream().map(file -> store.relativize(file).toString()).sorted().toList();
  }

  private static List<Path> files(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static int many(Strike strike) throws Exception {
    return all(strike).size();
  }

  private static JsonNode newest(Strike strike) throws Exception {
    return all(strike).getFirst();
  }

  /** Safety backups are a part of their restores. */
  private static List<JsonNode> all(Strike strike) throws Exception {
    JsonNode list =
        scene.windlass.ask(
            BackupScene.door(strike.environment(), strike.work().list() + "?limit=500"));
    return list.valueStream().toList();
  }

  private static String backup(String environment) {
    return Objects.requireNonNull(BACKUPS.get(environment));
  }

  private static int port(String environment) {
    return scratch.of(environment).port();
  }

  private static DatabaseServer server(String environment) {
    return environment.equals("production") ? scene.mariaDb : scene.postgres;
  }
}

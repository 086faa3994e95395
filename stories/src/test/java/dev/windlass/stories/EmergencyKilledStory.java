package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.sandbox.parts.PostgresServer;
import dev.windlass.stories.Strike.Hit;
import dev.windlass.stories.Strike.Shooter;
import dev.windlass.stories.Strike.Since;
import dev.windlass.stories.Strike.Work;
import dev.windlass.stories.Visitors.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The worker is killed at random moments of what {@link BackupKilledStory} does not go through: the
 * phases of an emergency, while visitors come, and a drill that rehearses. Commands of the
 * application that take their time make the phases long enough. A shot counts only where Temporal
 * says, once the worker is dead, that the phase was not over. The moments come from a seed: {@code
 * -Dwindlass.seed=} repeats them; {@code bin/prove emergency} takes three in each phase, every
 * build one in one of them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmergencyKilledStory {
  private static final long SEED = Long.getLong("windlass.seed", new Random().nextInt(100_000));
  private static final int LONGEST_AWAY = 1500;

  /** How long a phase takes at least in which somebody is killed, in seconds. */
  private static final int SLOW = 6;

  /** How long after its beginning at most, in milliseconds. */
  private static final int LATEST = 4000;

  /**
   * The application's commands, by the phase in which each runs; in the others a person is asked.
   */
  private static final Map<String, String> COMMANDS =
      Map.of("closing", "pause", "returning", "reload", "reopening", "resume");

  /** Why a rehearsal is not gone on with. */
  private static final String INTERRUPTED =
      "the rehearsal was interrupted, and can only begin in a new drill";

  @TempDir static Path folder;
  private static final Random RANDOM = new Random(SEED);
  private static EmergencyScene shop;
  private static Scene scene;
  private static Phases phases;
  private static DatabaseServer production;
  private static DatabaseServer scratch;
  private static Path release;
  private static @Nullable Visitors comers;
  private static Map<String, String> saved = Map.of();
  private static String backup = "";
  private static String live = "";

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("nginx", "php-fpm8.2", "ssh", "mariadbd", "mariadb-dump", "temporal");
    RealParts.require("postgres", "pg_dump", "pg_restore");
    Proof.measured("moments", "-Dwindlass.seed=" + SEED, "none");
    shop = EmergencyScene.start(folder, 84, EmergencyKilledStory::counted);
    scene = shop.scene;
    phases = Phases.of(scene.temporal);
    production = scene.database;
    scratch = shop.scratch;
    DatabaseContents.admit(production);
    shop.deploy(0, scene.site.good(1));
    shop.sql("insert into step_1 values (1, 'shoes'), (2, 'hats'), (3, 'gloves')");
    backup = shop.backedUp();
    live = shop.live();
    saved = contents();
    release = slowRelease("sleep");
    comers = Visitors.at(scene.url(), 20);
  }

  /** Each command says that it ran, and takes as long as its host is told. */
  private static String counted(String file) {
    return file.replace("{command: kill", "{command: %s; kill".formatted(counting("reload")))
        .replace(
            EmergencyScene.MESSAGE + "}",
            "%s, pause: {command: %s}, resume: {command: %s}}"
                .formatted(EmergencyScene.MESSAGE, counting("pause"), counting("resume")));
  }

  private static String counting(String command) {
    return "echo %1$s >> /srv/ran; sleep \"$(cat /srv/%1$s 2>/dev/null || echo 0)\""
        .formatted(command);
  }

  @AfterAll
  static void end() throws Exception {
    if (comers != null) {
      comers.close();
    }
    if (phases != null) {
      phases.close();
    }
    if (shop != null) {
      shop.close();
    }
  }

  /** In every build one, in a phase that the seed chooses. */
  static List<Strike> strikes() {
    List<String> all =
        Proof.size(0, 1) == 1
            ? Strike.EMERGENCY
            : List.of(Strike.EMERGENCY.get(RANDOM.nextInt(Strike.EMERGENCY.size())));
    return all.stream().flatMap(phase -> strikes(Work.RESTORE, phase)).toList();
  }

  private static Stream<Strike> strikes(Work work, String phase) {
    return RANDOM
        .ints(Proof.size(1, 3), 0, LATEST)
        .mapToObj(into -> new Strike(work, "production", phase, Since.PHASE, into));
  }

  /** In every build one on MariaDB. */
  static List<Arguments> rehearsals() {
    List<Arguments> all = new ArrayList<>();
    for (String engine :
        Proof.size(0, 1) == 1 ? List.of("MariaDB", "PostgreSQL") : List.of("MariaDB")) {
      strikes(Work.DRILL, Strike.REHEARSING).forEach(one -> all.add(Arguments.of(engine, one)));
    }
    return all;
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("strikes")
  void anEmergencyEndsAsItShouldWhateverTheWorkerWasDoing(Strike strike) throws Exception {
    strike(strike, "MariaDB", EmergencyKilledStory::recovered);
  }

  @Order(2)
  @ParameterizedTest
  @MethodSource("rehearsals")
  void aRehearsalEndsAndTheNextOnePasses(String engine, Strike strike) throws Exception {
    if (engine.equals("PostgreSQL") && production == scene.database) {
      toPostgres();
    }
    strike(strike, engine, EmergencyKilledStory::rehearsed);
    int before = shop.list(EmergencyScene.DRILLS).size();
    rehearse();
    JsonNode next = shop.awaitDrill(before + 1);
    assertThat(next.path("state").asText()).as("%s", next).isEqualTo("pass");
    nothingIsLeft();
  }

  private static void strike(Strike strike, String engine, Shooter shooter) throws Exception {
    long began = System.nanoTime();
    Hit hit = strike.by(shooter, RANDOM);
    Proof.measured(
        "worker killed %s, on %s".formatted(hit.aim(), engine),
        "%s, try %d, %d s"
            .formatted(
                hit.shown(),
                hit.tries(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)),
        "as it should, or named");
  }

  /** Whether the phase was not over when the worker was dead, which is started again. */
  private static boolean isHit(Strike strike) throws Exception {
    phases.await(strike);
    TimeUnit.MILLISECONDS.sleep(strike.into());
    if (!phases.isIn(strike)) {
      return false;
    }
    scene.windlass.killWorker();
    boolean hit = phases.isIn(strike);
    TimeUnit.MILLISECONDS.sleep(RANDOM.nextInt(LONGEST_AWAY));
    scene.windlass.startWorker();
    return hit;
  }

  private static String recovered(Strike aim) throws Exception {
    aReleaseGoesWrong();
    slow(aim.phase());
    int before = shop.list(EmergencyScene.RESTORES).size();
    long began = System.nanoTime();
    shop.recover(backup);
    boolean hit = false;
    for (String phase : Strike.EMERGENCY) {
      if (phase.equals(aim.phase())) {
        hit = isHit(aim);
      }
      if (!COMMANDS.containsKey(phase)) {
        shop.goOn(phase);
      }
      if (phase.equals("deciding")) {
        anApplicationWritesAtOnce();
      }
    }
    JsonNode restore = shop.awaitRestore(before + 1);
    assertThat(restore.path("outcome").asText()).as("%s", restore).isEqualTo("succeeded");
    assertThat(restore.path("safety").asText()).as("what it held before").startsWith("b-");
    isAppliedOnce();
    isOpenAgain(began);
    nothingIsLeft();
    return hit ? "as it should" : "";
  }

  private static void aReleaseGoesWrong() throws Exception {
    slow("");
    shop.deploy(0, scene.site.good(2));
    shop.sql("delete from step_1; insert into step_1 values (66, 'nobody knows')");
    Files.deleteIfExists(web().seen("/srv/ran"));
  }

  /** Only the command of this phase is. */
  private static void slow(String slow) throws IOException {
    for (Map.Entry<String, String> command : COMMANDS.entrySet()) {
      Files.writeString(
          web().seen("/srv/" + command.getValue()),
          command.getKey().equals(slow) ? "" + SLOW : "0");
    }
  }

  private static OpenSshHost web() {
    return scene.fleet.web().getFirst();
  }

  /** As soon as the restored rows are there, which a second restore would lose. */
  private static void anApplicationWritesAtOnce() throws Exception {
    shop.operator.await(
        () -> shop.sql("select group_concat(id) from step_1").equals("1,2,3"), "the rows");
    shop.sql("insert into step_1 values (77, 'scarves')");
  }

  /** What was written since is there, nothing else has changed, and no command ran twice. */
  private static void isAppliedOnce() throws Exception {
    TimeUnit.SECONDS.sleep(1);
    assertThat(shop.sql("select group_concat(id) from step_1")).isEqualTo("1,2,3,77");
    shop.sql("delete from step_1 where id = 77");
    assertThat(contents()).isEqualTo(saved);
    assertThat(scene.fleet.on(web(), "cat /srv/ran").lines())
        .as("commands that ran")
        .containsExactly("pause", "reload", "resume");
  }

  /** But for the number of the last run that may migrate it, which the way back raises. */
  private static Map<String, String> contents() throws Exception {
    Map<String, String> things = new TreeMap<>(DatabaseContents.of(production).things());
    assertThat(things.remove("table shop.windlass_migration")).isNotNull();
    return things;
  }

  /** With the release that belongs to the backup, and closed in one piece before. */
  private static void isOpenAgain(long began) throws Exception {
    assertThat(Shell.run("curl", "-s", scene.url().toString())).isEqualTo("version 1");
    assertThat(shop.live()).isEqualTo(live);
    assertThat(scene.fleet.on(web(), "readlink /srv/shop/current").strip())
        .isEqualTo("releases/" + live);
    JsonNode maintenance =
        Windlass.json(scene.windlass.run("maintenance", "status", "production", "--json").text());
    assertThat(maintenance.path("on").asBoolean()).as("%s", maintenance).isFalse();
    List<Visit> visits = Objects.requireNonNull(comers).since(began);
    TurnedAway.onceAndInOnePiece(visits, EmergencyScene.MESSAGE);
    assertThat(Visitors.byVersion(visits)).containsOnlyKeys("1", "2", "none");
  }

  private static String rehearsed(Strike aim) throws Exception {
    int before = shop.list(EmergencyScene.DRILLS).size();
    rehearse();
    boolean hit = isHit(aim);
    JsonNode drill = shop.awaitDrill(before + 1);
    String state = drill.path("state").asText();
    if (!state.equals("pass")) {
      assertThat(state).as("%s", drill).isEqualTo("error");
      assertThat(drill.path("findings"))
          .filteredOn(finding -> finding.hasNonNull("reason"))
          .singleElement()
          .satisfies(finding -> assertThat(finding.path("detail").asText()).contains(INTERRUPTED));
    }
    nothingIsLeft();
    return hit ? (state.equals("pass") ? "pass" : "named: " + INTERRUPTED) : "";
  }

  private static void rehearse() throws Exception {
    shop.expect(0, "drill", "production", "--rehearse", release.toString());
  }

  /** The scene's other server has the data from now on. */
  private static void toPostgres() throws Exception {
    PostgresServer server = shop.scratch(PostgresServer.start());
    scene.store.createDatabase("shop", "shop", "shop");
    shop.declare(server);
    scene.useDatabase(scene.store, "shop");
    shop.deploy(0, scene.site.good(2));
    shop.backedUp();
    release = slowRelease("pg_sleep");
    production = scene.store;
    scratch = server;
  }

  /** Its last script takes its time. */
  private static Path slowRelease(String sleep) throws Exception {
    String script =
        "select %s(%d);\ncreate table step_3 (id int primary key);\n".formatted(sleep, SLOW);
    return scene.site.with(3, "", Map.of("db/migration/V3__step_3.sql", script));
  }

  private static String drilling() {
    return scratch instanceof MariaDbServer
        ? scratch.sql(
            "", "select count(*) from information_schema.processlist where user = 'drill'")
        : scratch.sql("postgres", "select count(*) from pg_stat_activity where usename = 'drill'");
  }

  private static void nothingIsLeft() throws Exception {
    Operator operator = shop.operator;
    operator.await(() -> Leftovers.openRuns(scene).isEmpty(), "every run to end");
    operator.await(() -> ScratchServers.databases(scratch).isEmpty(), "the scratch database to go");
    operator.await(() -> drilling().strip().equals("0"), "the sessions on its server to end");
    assertThat(ScratchServers.databases(production)).as("databases beside").isEmpty();
    assertThat(
            production.sql(
                "shop", "select count(*) from flyway_schema_history where version = '3'"))
        .as("only rehearsed")
        .isEqualToIgnoringWhitespace("0");
    operator.await(() -> BackupScene.tools().isEmpty(), "the tools to end");
    Leftovers.none(scene);
    try (Stream<Path> all = Files.walk(scene.backups())) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      assertThat(files).as("half files").noneMatch(BackupScene::isTemporary);
      assertThat(files.stream().filter(file -> file.endsWith("manifest.json")))
          .as("backups in the store, and in the catalogue")
          .extracting(file -> Objects.requireNonNull(file.getParent()).getFileName().toString())
          .containsExactlyInAnyOrderElementsOf(
              shop.backups().stream().map(one -> one.path("id").asText()).toList());
    }
    assertThat(shop.backups()).as("whole").hasSize(shop.whole());
  }
}

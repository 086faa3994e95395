package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.stories.Visitors.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a shop's data goes through together with its code, while visitors come: a migration that
 * loses something, a release that is unwell, an emergency, a recovery that leads.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmergencyStory {
  private static final String MESSAGE = "Back in a minute";
  private static final String RESTORES = BackupScene.door("production", "restores");

  /** What nobody brings back but a backup. */
  private static final String LOSSY =
      """
      -- windlass: allow drop-column reason="nobody reads it" owner=ada until=2099-12-31
      alter table step_1 drop column note;
      create table step_2 (id int primary key);
      """;

  private static final String SICK =
      "if (str_contains($_SERVER['REQUEST_URI'], 'up')) { http_response_code(500); exit; }";

  @TempDir static Path folder;
  private static Scene scene;
  private static Operator operator;
  private static @Nullable MariaDbServer scratch;
  private static @Nullable Visitors comers;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("nginx", "php-fpm8.2", "ssh", "mariadbd", "mariadb-dump", "temporal");
    scene = Scene.start(folder, 83, 1);
    operator = new Operator(scene);
    Files.createDirectories(scene.backups());
    scratch = MariaDbServer.start();
    scratch.sql(
        "",
        """
        create user 'drill'@'127.0.0.1' identified by 'shop';
        grant all on `windlass\\_drill\\_%`.* to 'drill'@'127.0.0.1';
        grant slave monitor on *.* to 'drill'@'127.0.0.1';
        """);
    scene.database.sql(
        "",
        """
        grant all on `windlass\\_%`.* to 'windlass'@'127.0.0.1';
        grant select on mysql.proc to 'windlass'@'127.0.0.1';
        grant set user on *.* to 'windlass'@'127.0.0.1';
        """);
    declare(scratch.port());
    scene.edit(text -> text.replace("undo: keep}", "undo: restore, requires: {drill: 7d}}"));
    expect(0, "setup", "production", "--watch");
    scene.fleet.pointBalancerToWindlass();
    deploy(0, release(1, ""));
    sql("insert into step_1 values (1, 'shoes'), (2, 'hats'), (3, 'gloves')");
    comers = Visitors.at(scene.url(), 20);
  }

  @AfterAll
  static void end() throws Exception {
    if (comers != null) {
      comers.close();
    }
    if (scratch != null) {
      scratch.close();
    }
    if (scene != null) {
      scene.close();
    }
  }

  private static void declare(int scratchPort) throws Exception {
    scene.file(
        """
        strategy: {standard: {settle: 1s}}
        maintenance: {by: balancer, message: %1$s}
        checks:
          up: {failures: 0}
        backups:
          database: {beforeDeployment: true}
          stores: ["file://%2$s"]
        drills: {scratch: {server: "127.0.0.1:%3$d", user: drill, password: {secret: db-shop}}}
        """
            .formatted(MESSAGE, scene.backups(), scratchPort));
  }

  private static Path release(int version, String prelude) throws Exception {
    return scene.site.with(
        version, prelude, version == 1 ? Map.of() : Map.of("db/migration/V2__step_2.sql", LOSSY));
  }

  @Test
  @Order(1)
  void aMigrationThatLosesSomethingRunsOnlyOnceADrillHasPassed() throws Exception {
    assertThat(deploy(3, release(2, ""))).contains("windlass backup production", "nothing changed");
    expect(0, "backup", "production");
    operator.await(() -> whole() == 1, "the backup");
    assertThat(deploy(3, release(2, ""))).contains("windlass drill production", "nothing changed");
    assertThat(sql("select count(note) from step_1")).isEqualTo("3");

    Path artifact = release(2, "");
    expect(0, "drill", "production", "--rehearse", artifact.toString());
    String drills = BackupScene.door("production", "drills");
    operator.await(() -> ask(drills).path(0).hasNonNull("endedAt"), "the drill");
    assertThat(ask(drills).path(0).path("state").asText()).isEqualTo("pass");
    String drill = ask(drills).path(0).path("id").asText();
    assertThat(expect(0, "drills", "production", "--report", drill)).contains("1 script in");
    assertThat(sql("select count(note) from step_1")).as("only rehearsed").isEqualTo("3");

    assertThat(deploy(0, artifact)).contains(" rehearsed ", " in " + drill);
    assertThat(sql("show columns from step_1 like 'note'")).isEmpty();
    assertThat(backups()).as("its own, behind ours").hasSize(2);
  }

  @Test
  @Order(2)
  void aReleaseThatIsUnwellIsTakenBackWithTheDataOfBefore() throws Exception {
    int before = backups().size();
    String live = live();
    long began = System.nanoTime();
    deploy(10, release(3, SICK));

    assertThat(backups()).as("its own before the migration").hasSizeGreaterThan(before);
    assertThat(tables()).isEqualTo("2");
    assertThat(sql("select group_concat(id) from step_1")).isEqualTo("1,2,3");
    assertThat(sql("select max(version) from flyway_schema_history")).isEqualTo("2");
    assertThat(live()).isEqualTo(live);
    List<Visit> visits = visits(began);
    TurnedAway.onceAndInOnePiece(visits, MESSAGE);
    assertThat(Visitors.byVersion(visits)).containsOnlyKeys("2", "none");
  }

  @Test
  @Order(3)
  void anEmergencyBringsDataAndCodeBackBehindClosedDoors() throws Exception {
    String backup = backedUp();
    String live = live();
    deploy(0, release(3, ""));
    sql("delete from step_1");
    long began = System.nanoTime();

    JsonNode restore = restored(backup, "--code", "matching");

    assertThat(restore.path("outcome").asText()).as("%s", restore).isEqualTo("succeeded");
    assertThat(sql("select group_concat(id) from step_1")).isEqualTo("1,2,3");
    assertThat(tables()).isEqualTo("2");
    assertThat(live()).isEqualTo(live);
    assertThat(status()).isEqualTo(200);
    List<Visit> visits = visits(began);
    TurnedAway.onceAndInOnePiece(visits, MESSAGE);
    assertThat(Visitors.byVersion(visits)).containsOnlyKeys("2", "3", "none");
    Proof.measured(
        "visitors turned away in an emergency",
        visits.stream().filter(Visit::failed).count() + " of " + visits.size(),
        "between on and off only");
  }

  @Test
  @Order(4)
  void oneThatFailsNamesTheSafetyBackupAndKeepsTheDoorsAsWanted() throws Exception {
    String backup = backedUp();
    damage(backup);

    JsonNode closed = restored(backup);
    assertThat(closed.path("outcome").asText()).as("%s", closed).isEqualTo("failed");
    assertThat(closed.path("problem").asText())
        .contains("the target is as before", "what it held before is in b-")
        .contains("maintenance is still on: windlass maintenance off production");
    assertThat(closed.path("safety").asText()).startsWith("b-");
    assertThat(status()).isEqualTo(503);
    expect(0, "maintenance", "off", "production", "--watch");
    assertThat(status()).isEqualTo(200);

    JsonNode open = restored(backup, "--open-on-failure");
    assertThat(open.path("outcome").asText()).as("%s", open).isEqualTo("failed");
    assertThat(status()).isEqualTo(200);
    assertThat(sql("select group_concat(id) from step_1")).isEqualTo("1,2,3");
  }

  @Test
  @Order(5)
  void aRecoveryThatLeadsAsksBeforeItWritesAndBeforeItOpens() throws Exception {
    String backup = backedUp();
    deploy(0, release(3, ""));
    sql("delete from step_1");

    int before = list(RESTORES).size();
    String plan = expect(0, "recover-data", "production", backup, "--code", "matching", "--yes");
    assertThat(plan).contains("recovery begun as");
    String id = awaitPhase("deciding");
    assertThat(status()).isEqualTo(503);
    assertThat(operator.expect(0, "restore", "production")).contains(id + " deciding");
    assertThat(tables()).as("nothing is written yet").isEqualTo("3");
    expect(0, "recover-data", "production", "--go-on", id);

    awaitPhase("verifying");
    assertThat(status()).isEqualTo(503);
    assertThat(sql("select group_concat(id) from step_1")).isEqualTo("1,2,3");
    expect(0, "recover-data", "production", "--go-on", id);

    JsonNode restore = awaitRestore(before + 1);
    assertThat(restore.path("outcome").asText()).as("%s", restore).isEqualTo("succeeded");
    assertThat(tables()).isEqualTo("2");
    assertThat(status()).isEqualTo(200);
  }

  /** Of what is there now, by command; its id. */
  private static String backedUp() throws Exception {
    int before = whole();
    expect(0, "backup", "production");
    operator.await(() -> whole() == before + 1, "the backup");
    return backups().getFirst().path("id").asText();
  }

  private static void damage(String backup) throws IOException {
    Path object;
    try (Stream<Path> files = Files.walk(scene.backups())) {
      object =
          files
              .filter(file -> file.toString().contains("/" + backup + "/"))
              .filter(file -> file.toString().endsWith(".zst"))
              .findFirst()
              .orElseThrow();
    }
    byte[] content = Files.readAllBytes(object);
    content[content.length / 2] ^= 1;
    Files.write(object, content);
  }

  /** The backups that have ended well. */
  private static int whole() throws Exception {
    return (int)
        backups().stream()
            .filter(one -> one.hasNonNull("endedAt") && !one.hasNonNull("problem"))
            .count();
  }

  private static List<JsonNode> backups() throws Exception {
    return list(BackupScene.door("production", "backups"));
  }

  private static List<JsonNode> list(String path) throws Exception {
    return ask(path).valueStream().toList();
  }

  private static JsonNode ask(String path) throws Exception {
    return scene.windlass.ask(path);
  }

  /** Of this backup, in an emergency; how it ended. */
  private static JsonNode restored(String backup, String... more) throws Exception {
    int before = list(RESTORES).size();
    List<String> command = new ArrayList<>(List.of("restore", "production", backup));
    command.addAll(List.of("--emergency", "--yes"));
    command.addAll(List.of(more));
    expect(0, command.toArray(String[]::new));
    return awaitRestore(before + 1);
  }

  private static JsonNode awaitRestore(int many) throws Exception {
    operator.await(
        () -> {
          List<JsonNode> list = list(RESTORES);
          return list.size() == many && list.getFirst().hasNonNull("endedAt");
        },
        "the end of restore " + many);
    return list(RESTORES).getFirst();
  }

  /** Of the newest restore; its id. */
  private static String awaitPhase(String phase) throws Exception {
    String id = list(RESTORES).getFirst().path("id").asText();
    operator.await(
        () -> ask(RESTORES + "/" + id).path("phase").asText().equals(phase), "it to be " + phase);
    return id;
  }

  /** Id of the live release. */
  private static String live() throws Exception {
    return operator.environment().at("/live/id").asText();
  }

  private static String sql(String statement) {
    return scene.database.sql("shop", statement).strip();
  }

  /** How many of the migrations' tables there are. */
  private static String tables() {
    return sql(
        "select count(*) from information_schema.tables where table_schema = 'shop'"
            + " and table_name like 'step\\_%'");
  }

  private static List<Visit> visits(long began) {
    return Objects.requireNonNull(comers).since(began);
  }

  /** What a visitor gets. */
  private static int status() throws Exception {
    return Integer.parseInt(
        Shell.run("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", scene.url().toString()));
  }

  private static String deploy(int exit, Path artifact) throws Exception {
    return expect(exit, "deploy", "production", "--artifact", artifact.toString(), "--watch");
  }

  private static String expect(int exit, String... command) throws Exception {
    if (List.of("setup", "deploy", "maintenance", "restore").contains(command[0])) {
      operator.await(() -> ChangeLock.isFree(scene.temporal), "the run before to end");
    }
    return operator.expect(exit, command);
  }
}

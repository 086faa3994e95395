package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.sandbox.parts.PostgresServer;
import dev.windlass.sandbox.parts.S3Server;
import dev.windlass.sandbox.ssh.CutCable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Drills of real backups out of the offsite store, by whom the product is meant for; what they
 * leave is read from the servers themselves.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DrillStory {
  private static final int ROWS = Proof.size(20_000, 1_000_000);

  /** Every second drill that passes has a control; objectives that hold, and an answer. */
  private static final String PROMISES =
      ", control: 2, recoveryTime: 10m, dataAge: 1h,"
          + " answers: {orders: {sql: select count(*) from orders, expected: \"3\"}}";

  private static final String WRITES =
      "(?i).*\\b(create|drop|alter|insert|update|delete|grant|truncate|rename|load)\\b.*";

  @TempDir static Path folder;
  private static BackupScene scene;
  private static ScratchServers scratch;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("ssh", "mariadbd", "mariadb", "mariadb-dump", "postgres", "pg_dump");
    RealParts.require("pg_restore", "pg_basebackup", "temporal", "age-keygen", S3Server.PROGRAM);
    scene = BackupScene.restoring(folder, "--log-bin", "--server-id=1");
    scratch = ScratchServers.beside(scene);
    for (DatabaseServer server : List.of(scene.mariaDb, scene.postgres)) {
      ScratchServers.admit(server);
      fill(server);
    }
    for (String environment : List.of("production", "staging")) {
      drillOnItsOwnServer(environment);
      scene.expect(0, "backup", environment);
      scene.awaitWhole(environment, 1);
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
            create table items (id int primary key, ordered int not null references orders (id));
            insert into orders values (1, 'rote Schuhe, größer'), (2, null), (3, '');
            insert into items values (1, 1), (2, 3);
            """
            + (mariaDb
                    ? "insert into filling select seq, md5(rand()) from seq_1_to_%d;"
                    : "insert into filling select i, md5(random()::text) from generate_series(1, %d) i;")
                .formatted(ROWS));
  }

  private static void drillOnItsOwnServer(String environment) throws IOException {
    scratch.declare(environment, local(scratch.of(environment).port()), PROMISES);
  }

  private static String local(int port) {
    return "\"127.0.0.1:%d\"".formatted(port);
  }

  @AfterAll
  static void end() throws Exception {
    if (scratch != null) {
      scratch.close();
    }
    if (scene != null) {
      scene.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "staging"})
  @Order(1)
  void aDrillByCommandProvesTheOffsiteCopyAndLeavesNoDatabase(String environment) throws Exception {
    String backup = scene.list(environment, "backups").getFirst().path("id").asText();
    assertThat(scene.expect(0, "drills", environment)).contains("no drills. next: windlass drill");

    assertThat(scene.expect(0, "drill", environment))
        .contains("drill begun as drill/shop/" + environment, "windlass drills " + environment);

    JsonNode drill = awaitEnd(environment, 1);
    assertThat(drill.path("state").asText()).as("%s", drill).isEqualTo("pass");
    assertThat(drill.path("backup").asText()).isEqualTo(backup);
    assertThat(drill.path("control").asBoolean()).isFalse();
    assertThat(drill.path("findings"))
        .extracting(finding -> finding.path("check").asText())
        .contains("scratch server", "restore", "tables", "row counts", "rows", "orders");
    String id = drill.path("id").asText();
    assertThat(scene.expect(0, "drills", environment))
        .contains(id + " pass", "of " + backup, "recovery", "objective 10 m", "data age")
        .contains("next: windlass drills %s --report %s".formatted(environment, id));
    assertThat(Windlass.json(scene.windlass.run("drills", environment, "--json").text()))
        .isEqualTo(scene.windlass.ask(BackupScene.door(environment, "drills")));
    assertThat(scene.expect(0, "drills", environment, "--report", id))
        .contains("# Drill " + id, "Every check is good: this backup can be restored.")
        .contains("read from s3://offsite/shop", "| recovery time (RTA) |", "| orders | pass |");
    assertThat(scratch.databases(environment)).isEmpty();
    Proof.measured(
        "recovery of %s in a drill".formatted(environment),
        drill.path("recoverySeconds").asText() + " s",
        "none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "staging"})
  @Order(2)
  void eachSecondDrillAlsoFindsTheDamageThatItDoesItself(String environment) throws Exception {
    JsonNode drill = drilled(environment);

    assertThat(drill.path("state").asText()).as("%s", drill).isEqualTo("pass");
    assertThat(drill.path("control").asBoolean()).isTrue();
    assertThat(drill.path("findings"))
        .filteredOn(finding -> finding.path("check").asText().startsWith("control"))
        .hasSize(2)
        .allMatch(finding -> finding.path("verdict").asText().equals("pass"));
    assertThat(scene.expect(0, "drills", environment)).contains(", with control");
    assertThat(scratch.databases(environment)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "staging"})
  @Order(3)
  void aDamagedOffsiteCopyFailsTheDrillThoughTheNearOneIsWhole(String environment)
      throws Exception {
    JsonNode drill =
        damaged(environment, object(offsite(environment)), "damaged", DrillStory::flipped);

    String id = drill.path("id").asText();
    assertThat(scene.expect(0, "drills", environment, "--limit", "1"))
        .contains(id + " fail", "restore: ");
    assertThat(scene.expect(0, "drills", environment, "--report", id))
        .contains("%s: fail".formatted(environment), "**restore** (fail)");
    assertThat(drilled(environment).path("state").asText()).as("made good").isEqualTo("pass");
  }

  @Test
  @Order(3)
  void whatElseCanBeWrongThereHasItsReasonToo() throws Exception {
    Path place = offsite("production");
    damaged("production", object(place), "truncated", all -> Arrays.copyOf(all, all.length - 7));
    damaged("production", place.resolve("manifest.json"), "edited", DrillStory::flipped);
  }

  private static Path offsite(String environment) throws Exception {
    return scene.offsite(
        environment, scene.list(environment, "drills").getFirst().path("backup").asText());
  }

  private static byte[] flipped(byte[] content) {
    content[content.length / 2] ^= 1;
    return content;
  }

  /** The drill of it, which must fail for this reason; made good again. */
  private static JsonNode damaged(
      String environment, Path file, String reason, UnaryOperator<byte[]> damage) throws Exception {
    byte[] before = Files.readAllBytes(file);
    Files.write(file, damage.apply(before.clone()));
    JsonNode drill = drilled(environment);
    Files.write(file, before);

    assertThat(drill.path("state").asText()).as("%s", drill).isEqualTo("fail");
    assertThat(bad(drill).path("reason").asText()).as("%s", drill).isEqualTo(reason);
    assertThat(scratch.databases(environment)).isEmpty();
    return drill;
  }

  /** The first check that is not good. */
  private static JsonNode bad(JsonNode drill) {
    for (JsonNode finding : drill.path("findings")) {
      if (finding.hasNonNull("reason")) {
        return finding;
      }
    }
    throw new AssertionError("nothing is bad in " + drill);
  }

  private static Path object(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> file.toString().endsWith(".age")).findFirst().orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "staging"})
  @Order(4)
  void productionIsRefusedUnderEveryNameBeforeAnythingIsWritten(String environment)
      throws Exception {
    int port = server(environment).port();
    scratch.declare(environment, local(port), PROMISES);
    assertThat(scene.expect(2, "drill", environment))
        .contains("the server of this environment's database", "nothing sent");

    StatementLog log = StatementLog.begin(server(environment), "drill");
    String production = "is the server of shop %s's shop".formatted(environment);
    refused(environment, "\"localhost:%d\"".formatted(port), production);
    refused(environment, local(port) + ", through: 127.0.77.1", production);
    try (CutCable otherName = CutCable.to("127.0.0.1", port)) {
      refused(environment, local(otherName.port()), production);
    }
    assertThat(log.statements()).isNotEmpty().noneMatch(one -> one.matches(WRITES));
    assertThat(ScratchServers.databases(server(environment))).isEmpty();
  }

  @Test
  @Order(5)
  void aReplicaOfProductionIsRefused() throws Exception {
    try (MariaDbServer replica = replica(scene.mariaDb);
        PostgresServer standby = scene.postgres.standby()) {
      refused("production", local(replica.port()), "it is a replica");
      assertThat(ScratchServers.databases(replica)).isEmpty();
      refused("staging", local(standby.port()), "it is a standby");
      assertThat(ScratchServers.databases(standby)).isEmpty();
    }
  }

  /** Follows the other, as its rows prove. */
  private static MariaDbServer replica(MariaDbServer source) throws Exception {
    MariaDbServer replica = source.replica();
    String rows = "select count(*) from information_schema.tables where table_schema = 'shop';";
    scene.await(() -> replica.sql("", rows).equals(source.sql("", rows)), "the replica to follow");
    return replica;
  }

  private static void refused(String environment, String server, String reason) throws Exception {
    scratch.declare(environment, server, PROMISES);
    int many = scene.list(environment, "drills").size();
    scene.expect(0, "drill", environment);
    JsonNode drill = awaitEnd(environment, many + 1);
    drillOnItsOwnServer(environment);

    assertThat(drill.path("state").asText()).as("%s", drill).isEqualTo("error");
    assertThat(bad(drill).path("reason").asText()).isEqualTo("notScratch");
    assertThat(bad(drill).path("detail").asText()).contains(reason);
  }

  @Test
  @Order(6)
  void aWorkerKilledInMidDrillFinishesByItselfAndLeavesNoDatabase() throws Exception {
    String environment = "production";
    int many = scene.list(environment, "drills").size();
    try (CutCable slow = CutCable.to("127.0.0.1", scratch.of(environment).port());
        Phases phases = Phases.of(scene.temporal)) {
      slow.slow(Duration.ofMillis(5));
      scratch.declare(environment, local(slow.port()), PROMISES);
      scene.expect(0, "drill", environment);
      scene.await(
          () ->
              phases.now("drill/shop/" + environment).equals("restoring")
                  && !scratch.databases(environment).isEmpty(),
          "a scratch database");
      scene.windlass.killWorker();
      assertThat(scratch.databases(environment)).as("while nobody works").isNotEmpty();
      slow.slow(Duration.ZERO);
      scene.windlass.startWorker();
      JsonNode drill = awaitEnd(environment, many + 1);
      assertThat(drill.path("state").asText()).as("%s", drill).isEqualTo("pass");
    }
    assertThat(scratch.databases(environment)).isEmpty();
    drillOnItsOwnServer(environment);
  }

  /** Production's last drill has passed; staging's was refused, after one that had passed. */
  @Test
  @Order(7)
  void theMetersTellWhatDrillsProved() throws Exception {
    String meters = scene.windlass.meters();
    JsonNode last = scene.list("production", "drills").getFirst();
    assertThat(meter(meters, "passed", "production")).isEqualTo(1);
    assertThat(meter(meters, "recovery_seconds", "production"))
        .isEqualTo(last.path("recoverySeconds").asDouble());
    assertThat(meter(meters, "data_age_seconds", "production"))
        .isEqualTo(last.path("dataAgeSeconds").asDouble());
    assertThat(meter(meters, "passed", "staging")).isEqualTo(0);
    assertThat(meter(meters, "recovery_seconds", "staging")).isNaN();
    for (String environment : List.of("production", "staging")) {
      assertThat(meter(meters, "age_seconds", environment)).isBetween(0.0, 600.0);
      assertThat(meter(meters, "recovery_objective_seconds", environment)).isEqualTo(600);
      assertThat(meter(meters, "data_age_objective_seconds", environment)).isEqualTo(3600);
    }
  }

  private static double meter(String meters, String name, String environment) {
    return meters
        .lines()
        .filter(line -> line.startsWith("windlass_drill_" + name + "{"))
        .filter(line -> line.contains("environment=\"%s\"".formatted(environment)))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + meters));
  }

  /** By the door, and the file that was sent last. */
  private static JsonNode drilled(String environment) throws Exception {
    int many = scene.list(environment, "drills").size();
    scene.windlass.tell(BackupScene.door(environment, "drills"), "{}");
    return awaitEnd(environment, many + 1);
  }

  private static JsonNode awaitEnd(String environment, int many) throws Exception {
    scene.await(
        () -> {
          List<JsonNode> list = scene.list(environment, "drills");
          return list.size() == many && list.getFirst().hasNonNull("endedAt");
        },
        "the end of drill %d of %s".formatted(many, environment));
    return scene.list(environment, "drills").getFirst();
  }

  private static DatabaseServer server(String environment) {
    return environment.equals("production") ? scene.mariaDb : scene.postgres;
  }
}

package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.sandbox.parts.PostgresServer;
import dev.windlass.sandbox.parts.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * Backups that are read from a replica, so that production has no work of it; and none where that
 * follows no more, or from afar.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicaStory {
  @TempDir static Path folder;
  private static BackupScene scene;
  private static final Started REPLICAS = new Started();
  private static MariaDbServer replica;
  private static PostgresServer standby;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("ssh", "mariadbd", "mariadb", "mariadb-dump", "postgres", "pg_dump");
    RealParts.require("pg_basebackup", "temporal", "age-keygen", S3Server.PROGRAM);
    scene = BackupScene.start(folder, "--log-bin", "--server-id=1");
    scene.mariaDb.sql("", "grant slave monitor on *.* to 'shop'@'127.0.0.1';");
    replica = REPLICAS.add(scene.mariaDb.replica());
    standby = REPLICAS.add(scene.postgres.standby());
    scene.mariaDb.sql(
        "shop",
        """
        create table filling (id int primary key, word varchar(80));
        insert into filling select seq, md5(rand()) from seq_1_to_5000;
        """);
    scene.postgres.sql(
        "shop",
        """
        set role shop;
        create table filling (id int primary key, word varchar(80));
        insert into filling select i, md5(random()::text) from generate_series(1, 5000) i;
        """);
  }

  @AfterAll
  static void end() throws Exception {
    REPLICAS.close();
    if (scene != null) {
      scene.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "staging"})
  @Order(1)
  void theReplicaIsReadAndProductionIsLeftAlone(String environment) throws Exception {
    declare("");
    scene.expect(0, "backup", environment);
    scene.awaitWhole(environment, 1);
    StatementLog production = StatementLog.begin(primary(environment), "shop");
    StatementLog log = follower(environment);
    awaitFollowed(environment);

    declare(replicaOf(environment, "1m"));
    assertThat(scene.expect(0, "backup", environment))
        .contains("next: windlass backups " + environment);
    JsonNode backup = scene.awaitWhole(environment, 2);

    assertThat(backup.path("stores")).hasSize(2);
    assertThat(log.statements()).anyMatch(statement -> statement.contains("filling"));
    assertThat(production.statements()).isEmpty();
    List<JsonNode> backups = scene.list(environment, "backups");
    assertThat(manifest(environment, backups.get(0)).path("tables"))
        .as("rows and their digests")
        .isEqualTo(manifest(environment, backups.get(1)).path("tables"));
    assertThat(backup.path("rows").asInt()).isGreaterThanOrEqualTo(5000);
    assertThat(backups)
        .extracting(one -> one.path("replica").asBoolean())
        .containsExactly(true, false);
    assertThat(scene.expect(0, "backups", environment)).containsOnlyOnce(", from the replica, ");
  }

  /** What is switched on for a role of PostgreSQL comes from the primary. */
  private static StatementLog follower(String environment) {
    return environment.equals("production")
        ? StatementLog.begin(replica, "shop")
        : new StatementLog(standby, "shop");
  }

  private static JsonNode manifest(String environment, JsonNode backup) throws IOException {
    Path place = scene.place(environment, backup.path("id").asText());
    return Windlass.json(Files.readString(place.resolve("manifest.json")));
  }

  @Test
  @Order(2)
  void aReplicaThatHasStoppedOrStandsBehindIsRefusedByName() throws Exception {
    replica.sql("", "stop slave;");
    standby.sql("postgres", "select pg_wal_replay_pause();");
    scene.postgres.sql("shop", "create table later (id int);");

    int production = begin("production", "1m");
    int staging = begin("staging", "1s");

    isRefused("production", production, "does not follow its primary now");
    isRefused("staging", staging, "behind its primary, at most 1 s is expected");
    standby.sql("postgres", "select pg_wal_replay_resume();");
  }

  @Test
  @Order(3)
  void oneThatCatchesUpInTimeIsReadAfterAll() throws Exception {
    replica.sql("", "change master to master_delay = 600; start slave;");
    scene.mariaDb.sql("shop", "create table later (id int);");
    TimeUnit.SECONDS.sleep(2);
    int many = begin("production", "1s");
    scene.await(
        () -> inTemporal("production").contains("behind its primary, at most 1 s is expected"),
        "the word of what it waits for");

    replica.sql("", "stop slave; change master to master_delay = 0; start slave;");

    JsonNode backup = awaitEnd("production", many);
    assertThat(backup.path("state").asText()).as("%s", backup).isEqualTo("whole");
    assertThat(manifest("production", backup).path("tables"))
        .extracting(table -> table.path("name").asText())
        .contains("later");
  }

  private static String inTemporal(String environment) throws Exception {
    return Shell.run(
        "temporal",
        "workflow",
        "describe",
        "--workflow-id",
        "backup/shop/%s/database".formatted(environment),
        "--address",
        scene.temporal.target(),
        "--output",
        "json");
  }

  /** Answers how many there are then. */
  private static int begin(String environment, String lag) throws Exception {
    int many = scene.list(environment, "backups").size();
    declare(replicaOf(environment, lag));
    scene.expect(0, "backup", environment);
    return many + 1;
  }

  private static void isRefused(String environment, int many, String why) throws Exception {
    List<Path> before = scene.files(environment);
    JsonNode backup = awaitEnd(environment, many);
    assertThat(backup.path("state").asText()).as("%s", backup).isEqualTo("failed");
    String server = "127.0.0.1:" + follows(environment).port();
    assertThat(backup.path("problem").asText()).contains(server, why);
    assertThat(scene.expect(0, "backups", environment, "--limit", "1"))
        .contains(backup.path("id").asText(), server, why);
    assertThat(scene.files(environment)).isEqualTo(before);
  }

  private static JsonNode awaitEnd(String environment, int many) throws Exception {
    scene.await(
        () -> {
          List<JsonNode> list = scene.list(environment, "backups");
          return list.size() == many && list.getFirst().hasNonNull("endedAt");
        },
        "the end of backup %d of %s".formatted(many, environment));
    return scene.list(environment, "backups").getFirst();
  }

  /** Until the replica has all that its primary has now. */
  private static void awaitFollowed(String environment) throws Exception {
    if (environment.equals("production")) {
      String now = scene.mariaDb.sql("", "select @@gtid_binlog_pos;").strip();
      String waited = replica.sql("", "select master_gtid_wait('%s', 60);".formatted(now));
      assertThat(waited.strip()).as("followed to " + now).isEqualTo("0");
    } else {
      String now = scene.postgres.sql("postgres", "select pg_current_wal_lsn();").strip();
      String replayed = "select pg_last_wal_replay_lsn() >= '%s';".formatted(now);
      scene.await(
          () -> standby.sql("postgres", replayed).strip().equals("t"), "the standby to follow");
    }
  }

  /** At root, for the next that is begun. */
  private static void declare(String keys) throws IOException {
    scene.edit(
        text -> text.replaceFirst("\n  database: \\{.*}", "\n  database: {%s}".formatted(keys)));
  }

  private static String replicaOf(String environment, String lag) {
    return "replica: {server: \"127.0.0.1:%d\", lag: %s}"
        .formatted(follows(environment).port(), lag);
  }

  private static DatabaseServer primary(String environment) {
    return environment.equals("production") ? scene.mariaDb : scene.postgres;
  }

  private static DatabaseServer follows(String environment) {
    return environment.equals("production") ? replica : standby;
  }
}

package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.S3Server;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * Restores of real databases out of real stores, by whom the product is meant for; what the
 * databases hold is read by plain SQL before and after.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoreStory {
  private static final int ROWS = Proof.size(20_000, 1_000_000);

  /** Of each environment, what its database held when its backup was taken. */
  private static final Map<String, DatabaseContents> SAVED = new LinkedHashMap<>();

  private static final Map<String, String> BACKUPS = new LinkedHashMap<>();

  @TempDir static Path folder;
  private static BackupScene scene;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("ssh", "mariadbd", "mariadb", "mariadb-dump", "postgres", "pg_dump");
    RealParts.require("pg_restore", "temporal", "age-keygen", S3Server.PROGRAM, "python3");
    scene = BackupScene.restoring(folder);
    DatabaseContents.admit(scene.mariaDb);
    DatabaseContents.admit(scene.postgres);
    fill();
    for (String environment : List.of("production", "staging")) {
      scene.expect(0, "backup", environment);
      SAVED.put(environment, contents(environment));
    }
    for (String environment : SAVED.keySet()) {
      BACKUPS.put(environment, scene.awaitWhole(environment, 1).path("id").asText());
    }
  }

  private static void fill() {
    String tables =
        """
        create table filling (id int primary key, word varchar(80));
        create table orders (id int primary key, note varchar(100), paid numeric(9,2));
        create table items (id int primary key, ordered int not null references orders (id));
        create table zz (id int primary key);
        insert into orders values (1, 'rote Schuhe, größer', 19.90), (2, null, 5), (3, '', null);
        insert into items values (1, 1), (2, 3);
        insert into zz values (1);
        create view unpaid as select id from orders where paid is null;
        """;
    scene.mariaDb.sql(
        "shop",
        tables
            + """
            insert into filling select seq, md5(rand()) from seq_1_to_%d;
            create function twice(n int) returns int deterministic return 2 * n;
            create trigger noted before insert on orders for each row
              set new.note = coalesce(new.note, 'none');
            """
                .formatted(ROWS));
    scene.postgres.sql(
        "shop",
        "set role shop;"
            + tables
            + """
            insert into filling select i, md5(random()::text) from generate_series(1, %d) i;
            create function twice(n int) returns int language sql return 2 * n;
            """
                .formatted(ROWS));
  }

  @AfterAll
  static void end() throws Exception {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  @Order(1)
  void withoutAChoiceThereIsAListAndNothingChanges() throws Exception {
    String backup = backup("production");

    assertThat(scene.expect(0, "restore", "production"))
        .contains(backup, "in sftp://vault@", "in s3://offsite/shop", "no restores")
        .contains("next: windlass restore production latest");
    assertThat(scene.expect(3, "restore", "production", "latest"))
        .contains("LOST everything", "not restored; nothing changed", backup + " --yes");

    assertThat(scene.list("production", "restores")).isEmpty();
    assertThat(contents("production")).isEqualTo(SAVED.get("production"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "staging"})
  @Order(2)
  void whoSaysYesGetsTheChosenBackupAndByTheSafetyBackupWhatWasThereBefore(String environment)
      throws Exception {
    server(environment)
        .sql(
            "shop",
            "update orders set note = 'stolen'; delete from items; delete from filling"
                + " where id > 9; insert into zz values (2);");
    DatabaseContents stolen = contents(environment);
    assertThat(stolen).isNotEqualTo(SAVED.get(environment));

    String said =
        scene.expect(
            0, scene.windlass.agreed("since? [y/N]", "restore", environment, backup(environment)));

    assertThat(said).contains("restore begun as change/shop/" + environment);
    JsonNode restore = awaitEnd(environment, 1);
    assertThatIsRestored(environment, restore);
    String safety = restore.path("safety").asText();
    assertThat(scene.list(environment, "backups").getFirst().path("id").asText()).isEqualTo(safety);
    assertThat(scene.expect(0, "restore", environment)).contains("what it held before: " + safety);

    scene.expect(0, "restore", environment, safety, "--yes");
    assertThat(awaitEnd(environment, 2).path("outcome").asText()).isEqualTo("succeeded");
    assertThat(contents(environment)).isEqualTo(stolen);
    assertThatNothingIsLeft(environment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "staging"})
  @Order(3)
  void whatIsWrongIsNamedAndTheTargetIsAsBefore(String environment) throws Exception {
    RestoreDamage damage = new RestoreDamage(scene, environment, backup(environment), folder);
    DatabaseContents before = contents(environment);
    for (RestoreDamage.Kind kind : RestoreDamage.Kind.values()) {
      int many = scene.list(environment, "restores").size();
      JsonNode restore;
      try (RestoreDamage.Repair _ = damage.done(kind)) {
        scene.expect(0, "restore", environment, backup(environment), "--yes");
        restore = awaitEnd(environment, many + 1);
      }
      assertThat(restore.path("outcome").asText()).as("%s", restore).isNotEqualTo("succeeded");
      assertThat(restore.path("left").asText()).as("%s", restore).isEqualTo("untouched");
      for (String reason : kind.reasons()) {
        assertThat(restore.path("problem").asText()).as("%s", kind).contains(reason);
      }
      assertThat(contents(environment)).as("%s", kind).isEqualTo(before);
      assertThatNothingIsLeft(environment);
    }
  }

  /** While it is held it goes no further, perhaps before a whole piece of it was read. */
  private static void assertThatProgressIsTold(String environment) throws Exception {
    scene.await(() -> progress(environment).path("total").asLong() > 0, "the first beat");
    JsonNode told = progress(environment);
    assertThat(told.path("bytes").asLong()).isLessThanOrEqualTo(told.path("total").asLong());
    assertThat(scene.expect(0, "restore", environment))
        .containsPattern("loading .*[0-9.]+ [kMG]?B of [0-9.]+ [kMG]B, [0-9.]+ [kMG]?B/s");
  }

  private static JsonNode progress(String environment) throws Exception {
    String id = scene.list(environment, "restores").getFirst().path("id").asText();
    return scene.windlass.ask(BackupScene.door(environment, "restores/" + id)).path("progress");
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "staging"})
  @Order(4)
  void anAbortInMidLoadLeavesTheTargetAsBefore(String environment) throws Exception {
    DatabaseContents before = contents(environment);
    int many = scene.list(environment, "restores").size();
    try (RestoreHold hold = RestoreHold.ofLoad(scene, environment)) {
      begin(environment);
      hold.awaitHeld();
      assertThatProgressIsTold(environment);
      String id = scene.list(environment, "restores").getFirst().path("id").asText();

      assertThat(scene.expect(0, "restore", environment, "--abort", id)).contains("aborting " + id);
      TimeUnit.SECONDS.sleep(3); // so that it is heard of while the load is held
    }

    JsonNode restore = awaitEnd(environment, many + 1);
    assertThat(restore.path("outcome").asText()).as("%s", restore).isEqualTo("aborted");
    assertThat(restore.path("left").asText()).as("%s", restore).isEqualTo("untouched");
    assertThat(contents(environment)).isEqualTo(before);
    assertThatNothingIsLeft(environment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "staging"})
  @Order(5)
  void aWorkerKilledInMidLoadFinishesByItself(String environment) throws Exception {
    int many = scene.list(environment, "restores").size();
    try (RestoreHold hold = RestoreHold.ofLoad(scene, environment)) {
      begin(environment);
      hold.awaitHeld();
      killWorker();
    }
    assertThatIsAppliedOnce(environment, many + 1);
  }

  @Test
  @Order(6)
  void aWorkerKilledInMidSwapFinishesByItself() throws Exception {
    int many = scene.list("production", "restores").size();
    try (RestoreHold hold = RestoreHold.ofSwap(scene)) {
      begin("production");
      hold.awaitHeld();
      killWorker();
    }
    assertThatIsAppliedOnce("production", many + 1);
  }

  private static void begin(String environment) throws Exception {
    scene.expect(0, "restore", environment, backup(environment), "--yes");
  }

  private static void killWorker() throws Exception {
    scene.windlass.killWorker();
    scene.windlass.startWorker();
    scene.await(() -> scene.windlass.run("doctor").exit() == 0, "the worker to be back");
  }

  private static void assertThatIsAppliedOnce(String environment, int many) throws Exception {
    assertThatIsRestored(environment, awaitEnd(environment, many));
    server(environment).sql("shop", "insert into zz values (77);");
    assertThatNothingIsLeft(environment);
    TimeUnit.SECONDS.sleep(2);
    assertThat(server(environment).sql("shop", "select count(*) from zz;").strip())
        .as("written since, and not replaced again")
        .isEqualTo("2");
    assertThat(scene.list(environment, "restores")).hasSize(many);
  }

  private static void assertThatIsRestored(String environment, JsonNode restore) throws Exception {
    assertThat(restore.path("outcome").asText()).as("%s", restore).isEqualTo("succeeded");
    assertThat(restore.path("left").asText()).isEqualTo("restored");
    assertThat(restore.path("safety").asText()).startsWith("b-");
    assertThat(contents(environment)).isEqualTo(SAVED.get(environment));
  }

  private static JsonNode awaitEnd(String environment, int many) throws Exception {
    scene.await(
        () -> {
          List<JsonNode> list = scene.list(environment, "restores");
          return list.size() == many && list.getFirst().hasNonNull("endedAt");
        },
        "the end of restore %d of %s".formatted(many, environment));
    return scene.list(environment, "restores").getFirst();
  }

  /** No schema, lock, half object or tool of a restore. */
  private static void assertThatNothingIsLeft(String environment) throws Exception {
    boolean mariaDb = environment.equals("production");
    String left =
        mariaDb
            ? "show databases like 'windlass%';"
                + " select 'locked' where is_used_lock('windlass_restore_shop') is not null;"
                + " select 'held' from information_schema.processlist where user = 'shop';"
            : "select nspname from pg_namespace where nspname like 'windlass%';"
                + " select 'locked' from pg_locks where locktype = 'advisory' and database ="
                + " (select oid from pg_database where datname = current_database());"
                + " select 'held' from pg_stat_activity where usename = 'shop';";
    scene.await(
        () -> server(environment).sql("shop", left).isBlank(),
        "nothing left in the database, there was " + server(environment).sql("shop", left));
    assertThat(scene.files(environment)).noneMatch(BackupScene::isTemporary);
    scene.await(() -> tools(server(environment).port()).isEmpty(), "the end of the tools");
  }

  /** Processes of this machine that dump or load a database at this port. */
  private static List<String> tools(int port) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.matches("\\S*(mariadb|mariadb-dump|pg_dump|pg_restore) .*"))
        .filter(line -> line.contains(Integer.toString(port)))
        .toList();
  }

  private static String backup(String environment) {
    return Objects.requireNonNull(BACKUPS.get(environment));
  }

  private static DatabaseServer server(String environment) {
    return environment.equals("production") ? scene.mariaDb : scene.postgres;
  }

  private static DatabaseContents contents(String environment) throws Exception {
    return DatabaseContents.of(server(environment));
  }
}

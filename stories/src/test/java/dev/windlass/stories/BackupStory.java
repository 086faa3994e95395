package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Backups of real databases into real stores, by whom the product is meant for; opened with public
 * tools, as somebody would who has nothing else left.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupStory {
  private static final int ROWS = Proof.size(20_000, 1_000_000);

  @TempDir static Path folder;
  private static BackupScene scene;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("ssh", "mariadbd", "mariadb-dump", "postgres", "pg_dump", "pg_restore");
    RealParts.require("temporal", "age", "age-keygen", "zstd", S3Server.PROGRAM);
    scene = BackupScene.start(folder);
    scene.mariaDb.sql(
        "shop",
        """
        create table a (id int primary key); create table b (id int primary key);
        create table filling (id int primary key, word varchar(80));
        insert into filling select seq, md5(rand()) from seq_1_to_%d;
        """
            .formatted(ROWS));
    scene.postgres.sql(
        "shop",
        """
        set role shop;
        create table a (id int primary key); create table b (id int primary key);
        create table filling (id int primary key, word varchar(80));
        insert into filling select i, md5(random()::text) from generate_series(1, %d) i;
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
  void theCommandTakesAConsistentSnapshotWhileSomebodyWrites() throws Exception {
    try (Writer writer = new Writer(scene.mariaDb)) {
      writer.awaitFirst();
      assertThat(scene.expect(0, "backup", "production"))
          .contains("next: windlass backups production");
      scene.awaitWhole("production", 1);
      assertThat(writer.written()).as("rows written meanwhile").isPositive();
    }

    JsonNode backup = newest("production");
    assertThat(backup.path("stores")).hasSize(2);
    assertThat(backup.path("rows").asLong()).isGreaterThan(ROWS);
    assertThat(scene.expect(0, "backups", "production"))
        .contains(backup.path("id").asText(), "in sftp://vault@", "in s3://offsite/shop");
    scene.mariaDb.createDatabase("copy", "copy", "copy");
    Shell.run(
        scene.pipe(
            object("production", "*.sql.zst.age"),
            "MYSQL_PWD=copy mariadb --no-defaults --host=127.0.0.1 --port=%d --user=copy copy"
                .formatted(scene.mariaDb.port())));
    assertThatIsSnapshot(scene.mariaDb);
  }

  @Test
  @Order(2)
  void theDoorTakesOneOfPostgresToo() throws Exception {
    try (Writer writer = new Writer(scene.postgres)) {
      writer.awaitFirst();
      JsonNode begun =
          scene.windlass.tell(BackupScene.door("staging", "backups"), "{\"kind\": \"DATABASE\"}");
      assertThat(begun.path("workflowId").asText()).isEqualTo("backup/shop/staging/database");
      scene.awaitWhole("staging", 1);
    }

    scene.postgres.createDatabase("copy", "copy", "copy");
    Shell.run(
        scene.pipe(
            object("staging", "*.dump.zst.age"),
            "PGPASSWORD=copy pg_restore --host=127.0.0.1 --port=%d --username=copy --no-owner --exit-on-error --dbname=copy"
                .formatted(scene.postgres.port())));
    assertThatIsSnapshot(scene.postgres);
  }

  /** What was written together is there together or not at all. */
  private static void assertThatIsSnapshot(DatabaseServer server) {
    String counts = "select count(*) from a; select count(*) from b; select count(*) from filling;";
    List<String> found =
        server.sql("copy", counts).lines().filter(line -> !line.isBlank()).toList();
    assertThat(found.get(0)).as("rows that were written together").isEqualTo(found.get(1));
    assertThat(found.get(2)).isEqualTo(Integer.toString(ROWS));
  }

  @Test
  @Order(3)
  void aWorkerKilledInMidDumpLeavesNothingHalfAndTheBackupFinishesByItself() throws Exception {
    int before = backups("production").size();
    Thread lock = holdLastTable();
    scene.expect(0, "backup", "production");
    awaitDumpAtLastTable();
    assertThat(finalNames("production")).hasSize(before * 2);

    scene.windlass.killWorker();

    scene.await(() -> dumps().isEmpty(), "the dump to end with its worker");
    assertThat(finalNames("production")).as("nothing half").hasSize(before * 2);
    scene.windlass.startWorker();
    release(lock);
    scene.awaitWhole("production", before + 1);

    List<JsonNode> after = backups("production");
    assertThat(after).as("one backup, not two").hasSize(before + 1);
    assertThat(after.getFirst().path("stores")).hasSize(2);
    assertThat(finalNames("production")).hasSize((before + 1) * 2);
    assertThat(temporaryNames("production")).as("left by the killed one").isEmpty();
    assertThat(dumps()).isEmpty();
  }

  /** The dump reaches the table, and waits. */
  private static Thread holdLastTable() throws Exception {
    scene.mariaDb.sql("shop", "create table if not exists zz (id int primary key);");
    Thread lock = Thread.ofVirtual().start(BackupStory::lock);
    scene.await(() -> processes("info like 'do sleep%'").equals("1"), "the table to be held");
    return lock;
  }

  private static void lock() {
    try {
      scene.mariaDb.sql("shop", "lock tables zz write; do sleep(240);");
    } catch (RuntimeException killed) {
      // By release: the table is free.
    }
  }

  private static void awaitDumpAtLastTable() throws Exception {
    scene.await(
        () -> processes("user = 'shop' and state like 'Waiting for table metadata%'").equals("1"),
        "the dump to come to the held table");
  }

  private static void release(Thread lock) throws InterruptedException {
    String id = scene.mariaDb.sql("", processList("id", "info like 'do sleep%'")).strip();
    scene.mariaDb.sql("", "kill query " + id + ";");
    lock.join();
  }

  private static String processes(String which) {
    return scene.mariaDb.sql("", processList("count(*)", which)).strip();
  }

  private static String processList(String what, String which) {
    return "select %s from information_schema.processlist where %s and id <> connection_id();"
        .formatted(what, which);
  }

  @Test
  @Order(4)
  void theLostCatalogueComesBackFromTheStores() throws Exception {
    List<JsonNode> before = backups("production");
    scene.loseCatalogue();
    assertThat(backups("production")).isEmpty();

    String said = scene.expect(0, "backups", "rescan", "production");

    assertThat(said).contains("sftp://vault@", "s3://offsite/shop");
    List<JsonNode> after = backups("production");
    assertThat(after).hasSameSizeAs(before);
    for (int i = 0; i < before.size(); i++) {
      for (String key : List.of("id", "kind", "state", "stores", "rows", "storedBytes")) {
        assertThat(after.get(i).path(key)).as(key).isEqualTo(before.get(i).path(key));
      }
    }
    Path manifest = scene.place("production", id("production")).resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replaceFirst("\"rows\" : [0-9]+", "\"rows\" : 7"));
    assertThat(scene.expect(1, "backups", "rescan", "production"))
        .contains(id("production"), "it has been edited", "take the copy of another store");
    Files.writeString(manifest, text);
  }

  @Test
  @Order(5)
  void noProcessShowsAPasswordWhileBackupsAreTaken() throws Exception {
    SecretSearch search = new SecretSearch(BackupScene.MARK);
    try (ProcessWatch watch = new ProcessWatch(search, "pg_dump")) {
      scene.expect(0, "backup", "staging");
      int before = backups("production").size();
      scene.expect(0, "backup", "production");
      scene.awaitWhole("production", before + 1);
      scene.awaitWhole("staging", 1);
      assertThat(watch.found()).isEmpty();
      assertThat(watch.rounds()).isGreaterThan(10);
    }
    for (String role : List.of("api", "worker")) {
      assertThat(search.in(role, Files.readAllBytes(scene.windlass.log(role)))).isEmpty();
    }
    for (Path manifest : finalNames("production")) {
      assertThat(search.in("store", Files.readAllBytes(manifest))).isEmpty();
    }
  }

  @Test
  @Order(6)
  void anAbortedBackupLeavesNothingHalf() throws Exception {
    List<Path> before = finalNames("production");
    Thread lock = holdLastTable();
    scene.expect(0, "backup", "production");
    awaitDumpAtLastTable();
    String id = id("production");

    assertThat(scene.expect(0, "backup", "production", "--abort", id))
        .contains("aborting " + id, "next: windlass backups production");

    scene.await(() -> state("production").equals("failed"), "the backup to end");
    assertThat(newest("production").path("problem").asText()).startsWith("aborted: by ");
    assertThat(finalNames("production")).containsExactlyInAnyOrderElementsOf(before);
    assertThat(temporaryNames("production")).isEmpty();
    scene.await(() -> dumps().isEmpty(), "the dump to end with its backup");
    assertThat(scene.expect(3, "backup", "production", "--abort", id))
        .contains(id + " is not being taken. Nothing changed.");
    release(lock);
  }

  private static String state(String environment) throws Exception {
    return newest(environment).path("state").asText();
  }

  private static List<JsonNode> backups(String environment) throws Exception {
    return scene.list(environment, "backups");
  }

  private static JsonNode newest(String environment) throws Exception {
    return backups(environment).getFirst();
  }

  private static String id(String environment) throws Exception {
    return newest(environment).path("id").asText();
  }

  private static Path object(String environment, String pattern) throws Exception {
    Path place = scene.place(environment, id(environment));
    try (var objects = Files.newDirectoryStream(place, pattern)) {
      return objects.iterator().next();
    }
  }

  private static List<Path> finalNames(String environment) throws IOException {
    return scene.files(environment).stream()
        .filter(file -> !BackupScene.isTemporary(file))
        .toList();
  }

  private static List<Path> temporaryNames(String environment) throws IOException {
    return scene.files(environment).stream().filter(BackupScene::isTemporary).toList();
  }

  /** Processes of this machine that dump a database. */
  private static List<String> dumps() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().command().orElse(""))
        .filter(command -> command.endsWith("mariadb-dump") || command.endsWith("pg_dump"))
        .toList();
  }

  /** Writes into two tables in one transaction, over and over. */
  private static final class Writer implements AutoCloseable {
    private final AtomicBoolean stop = new AtomicBoolean();
    private final DatabaseServer server;
    private final Thread thread;
    private volatile int written;

    Writer(DatabaseServer server) {
      this.server = server;
      thread = Thread.ofVirtual().start(this::write);
    }

    private void write() {
      for (int i = 1; !stop.get(); i++) {
        server.sql(
            "shop",
            "begin; insert into a values (%1$d); insert into b values (%1$d); commit;"
                .formatted(i));
        written = i;
      }
    }

    void awaitFirst() throws Exception {
      scene.await(() -> written > 0, "the first row");
    }

    int written() {
      return written;
    }

    @Override
    public void close() {
      stop.set(true);
      try {
        thread.join();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.awkward.AwkwardDatabase;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.S3Server;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A database with everything awkward in it, backed up and restored by commands: into itself after
 * it was spoilt, and into an empty one while somebody writes. Compared by what the servers tell.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AwkwardRestoreStory {
  private static final int ROWS = Proof.size(2_000, 1_000_000);

  private static final String SPOILT_MARIADB =
      """
      delete from many where id > 5;
      update types set varied = 'stolen', blob_ = null;
      drop table latin;
      drop view `view of view`;
      drop trigger `child's trigger`;
      drop event tick;
      drop procedure fill;
      create or replace function twice(n int) returns int deterministic return 3 * n;
      alter table parted drop partition old;
      alter table child drop foreign key up;
      alter sequence numbers restart 7;
      create table added (id int primary key references parent (id));
      create view `added view` as select id from added;
      """;

  private static final String SPOILT_POSTGRES =
      """
      set role shop;
      delete from many where id > 5;
      update types set varied = 'stolen', bytes = null;
      drop table one_column;
      drop view simple_view;
      drop trigger "child's trigger" on child;
      drop procedure fill;
      create or replace function twice(n integer) returns integer language sql immutable as 'select n * 3';
      alter table parted detach partition parted_old;
      alter table child drop constraint up;
      drop policy mine on parent;
      alter type mood add value 'new';
      alter sequence numbers restart 7;
      select lo_unlink(4712);
      create schema added;
      create table added.table_ (id integer primary key references parent (id));
      create view added_view as select id from added.table_;
      """;

  /** To whom it belongs, and whether it runs. */
  private static final String MARIADB_OWNERS =
      """
      select table_name, definer from information_schema.views where table_schema = 'shop' order by 1;
      select routine_name, definer from information_schema.routines
        where routine_schema = 'shop' order by 1;
      select trigger_name, definer from information_schema.triggers
        where trigger_schema = 'shop' order by 1;
      select event_name, definer, status from information_schema.events
        where event_schema = 'shop' order by 1;
      """;

  private static final String POSTGRES_OWNERS =
      """
      select oid::regclass, relowner::regrole, relacl from pg_class
        where relnamespace in (select oid from pg_namespace where nspname in ('public', 'Other Schema'))
        and relkind <> 'i' order by oid::regclass::text;
      select oid::regprocedure, proowner::regrole, proacl from pg_proc
        where pronamespace = 'public'::regnamespace order by oid::regprocedure::text;
      select nspname, nspowner::regrole, nspacl from pg_namespace where nspname !~ '^pg_' order by 1;
      select oid, lomowner::regrole, lomacl from pg_largeobject_metadata order by 1;
      """;

  @TempDir static Path folder;
  private static BackupScene scene;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("ssh", "mariadbd", "mariadb", "mariadb-dump", "postgres", "pg_dump");
    RealParts.require("pg_restore", "temporal", "age-keygen", S3Server.PROGRAM);
    scene = BackupScene.restoring(folder);
    DatabaseContents.admit(scene.mariaDb);
    DatabaseContents.admit(scene.postgres);
    scene.declareCopies();
    AwkwardDatabase.fill(scene.mariaDb, "shop", "shop", ROWS);
    AwkwardDatabase.fill(scene.postgres, "shop", "shop", ROWS);
  }

  @AfterAll
  static void end() throws Exception {
    if (scene != null) {
      scene.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "staging"})
  @Order(1)
  void whatWasSpoiltComesBackAsItWas(String environment) throws Exception {
    String saved = account(environment);
    scene.expect(0, "backup", environment);
    String backup = scene.awaitWhole(environment, 1).path("id").asText();
    server(environment).sql("shop", isMariaDb(environment) ? SPOILT_MARIADB : SPOILT_POSTGRES);
    String spoilt = account(environment);
    assertThat(spoilt).isNotEqualTo(saved);

    String safety = restored(environment, backup).path("safety").asText();
    assertThat(account(environment)).isEqualTo(saved);

    restored(environment, safety);
    assertThat(account(environment)).isEqualTo(spoilt);
    Proof.measured(
        "%s, everything awkward and a table of %d rows, spoilt and restored, and back"
            .formatted(server(environment).getClass().getSimpleName(), ROWS),
        "equal",
        "equal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "staging"})
  @Order(2)
  void whatWasTakenWhileSomebodyWritesIsOneMoment(String environment) throws Exception {
    int backups = scene.list(environment, "backups").size();
    server(environment)
        .sql(
            "shop",
            (isMariaDb(environment) ? "" : "set role shop;")
                + "create table first_ (id int primary key);"
                + " create table second_ (id int primary key);");
    try (Writer _ = new Writer(server(environment))) {
      scene.await(() -> rows(environment, "shop", "first_") > 10, "the writer");
      long before = rows(environment, "shop", "first_");
      scene.expect(0, "backup", environment);
      scene.awaitWhole(environment, backups + 1);
      long after = rows(environment, "shop", "second_");
      restored(environment, "latest", "--to", "beside-" + environment);

      long copied = rows(environment, "copy", "first_");
      assertThat(copied).isBetween(before, after);
      assertThat(rows(environment, "copy", "second_")).isEqualTo(copied);
      for (String table : List.of("first_", "second_")) {
        assertThat(read(environment, "copy", "select max(id) from " + table))
            .isEqualTo("" + copied);
      }
      scene.await(() -> rows(environment, "shop", "first_") > after, "the writer, who goes on");
    }
    for (String database : List.of("shop", "copy")) {
      server(environment).sql(database, "drop table first_; drop table second_;");
    }
    assertThat(AwkwardDatabase.account(server(environment), "copy"))
        .isEqualTo(AwkwardDatabase.account(server(environment), "shop"));
  }

  /** Writes the numbers from 1 on into two tables, each number into both or into none. */
  private static final class Writer implements AutoCloseable {
    private final AtomicBoolean enough = new AtomicBoolean();
    private final CompletableFuture<Void> writing;

    Writer(DatabaseServer server) {
      writing = CompletableFuture.runAsync(() -> write(server), Thread::startVirtualThread);
    }

    private void write(DatabaseServer server) {
      try (Connection connection = DatabaseContents.connect(server);
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        for (int i = 1; !enough.get(); i++) {
          statement.execute("insert into first_ values (%d)".formatted(i));
          statement.execute("insert into second_ values (%d)".formatted(i));
          connection.commit();
        }
      } catch (Exception e) {
        throw new IllegalStateException("the writer", e);
      }
    }

    @Override
    public void close() {
      enough.set(true);
      writing.join();
    }
  }

  private static JsonNode restored(String environment, String... choice) throws Exception {
    int many = scene.list(environment, "restores").size() + 1;
    List<String> command = new ArrayList<>(List.of("restore", environment));
    command.addAll(List.of(choice));
    command.add("--yes");
    scene.expect(0, command.toArray(String[]::new));
    scene.await(
        () -> {
          List<JsonNode> list = scene.list(environment, "restores");
          return list.size() == many && list.getFirst().hasNonNull("endedAt");
        },
        "the end of " + command);
    JsonNode restore = scene.list(environment, "restores").getFirst();
    assertThat(restore.path("outcome").asText()).as("%s", restore).isEqualTo("succeeded");
    return restore;
  }

  private static String account(String environment) {
    return AwkwardDatabase.account(server(environment), "shop")
        + server(environment)
            .sql("shop", isMariaDb(environment) ? MARIADB_OWNERS : POSTGRES_OWNERS);
  }

  private static long rows(String environment, String database, String table) {
    return Long.parseLong(read(environment, database, "select count(*) from " + table));
  }

  private static String read(String environment, String database, String query) {
    return server(environment).sql(database, query + ";").strip();
  }

  private static boolean isMariaDb(String environment) {
    return environment.equals("production");
  }

  private static DatabaseServer server(String environment) {
    return isMariaDb(environment) ? scene.mariaDb : scene.postgres;
  }
}

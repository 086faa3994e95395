package dev.windlass.activities.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.migration.MigrationActivities.Migrate;
import dev.windlass.workflows.migration.MigrationActivities.MigrationReport;
import dev.windlass.workflows.plan.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresMigrationTest extends UpdateDownContract {

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;

  @BeforeAll
  static void startServer() throws Exception {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void leavesTheSchemaAsBeforeAScriptThatFails() throws Exception {
    script("V1__one.sql", "create table one (id int primary key);");
    script("V2__bad.sql", "create table two (id int);\ninsert into nowhere values (1);");
    Database database = emptyDatabase();
    assertThatThrownBy(() -> activities().migrate(migrate(1, database, null)))
        .matches(e -> Failures.is(e, FailureType.MIGRATION_FAILED))
        .hasStackTraceContaining("V2__bad.sql, statement 2: insert into nowhere");
    assertThat(query(database, "select to_regclass('two') is null")).isEqualTo("t");

    script("V2__bad.sql", "create table two (id int);");
    assertThat(activities().migrate(migrate(1, database, null)).applied())
        .containsExactly("V1__one.sql", "V2__bad.sql");
  }

  @Test
  void readsDollarQuotesInUpdateScripts() throws Exception {
    Database database = databaseAt("7.5.1");
    script(
        "02_update_v7.5.1_v7.6.0.sql",
        """
        UPDATE schema_version SET version = 'v7.6.0';
        CREATE FUNCTION twice(what text) RETURNS text LANGUAGE plpgsql AS $body$
        BEGIN
          RETURN what || ';' || what;
        END $body$;
        CREATE TABLE notes (note text);
        INSERT INTO notes VALUES (twice('${so}'));
        """);
    assertThat(inspect(database).problems()).isEmpty();

    assertThat(activities().migrate(migrate(1, database, null)).after()).isEqualTo("7.6.0");
    assertThat(query(database, "select note from notes")).isEqualTo("${so};${so}");
  }

  @Test
  void runsAnInterruptedUpdateScriptAgainOnceTheOldBackendIsGone() throws Exception {
    Database database = databaseAt("7.5.1");
    script(
        "02_update_v7.5.1_v7.6.0.sql",
        "update schema_version set version = '7.6.0';\nalter table orders add note int;");
    Connection orphan =
        DriverManager.getConnection(
            url(database) + "?ApplicationName=windlass-d1", database.user(), "pass word");
    orphan.setAutoCommit(false);
    orphan.createStatement().execute("update schema_version set version = '7.6.0'");
    orphan.createStatement().execute("alter table orders add note int");

    assertThat(activities().migrate(migrate(1, database, null)).after()).isEqualTo("7.6.0");
    assertThatThrownBy(() -> orphan.createStatement().execute("select 1"))
        .isInstanceOf(SQLException.class);
    orphan.close();
  }

  @Test
  void leavesTheVersionAsBeforeAnUpdateScriptThatFails() throws Exception {
    Database database = databaseAt("7.5.1");
    script(
        "02_update_v7.5.1_v7.6.0.sql",
        "update schema_version set version = '7.6.0';\ninsert into nowhere values (1);");
    assertThatThrownBy(() -> activities().migrate(migrate(1, database, null)))
        .matches(e -> Failures.is(e, FailureType.MIGRATION_FAILED))
        .hasStackTraceContaining("02_update_v7.5.1_v7.6.0.sql, statement 2: insert into nowhere");
    assertThat(query(database, "select version from schema_version")).isEqualTo("7.5.1");
  }

  @Test
  void runsAnUpdateScriptThatNoTransactionCanHold() throws Exception {
    Database database = databaseAt("7.5.1");
    script(
        "02_update_v7.5.1_v7.6.0.sql",
        "update schema_version set version = '7.6.0';\ncreate index concurrently i on orders (id);");
    assertThat(activities().migrate(migrate(1, database, null)).after()).isEqualTo("7.6.0");
  }

  @Override
  FailureType afterALie() {
    return FailureType.MIGRATION_FAILED;
  }

  @Test
  void runsAnInterruptedScriptAgainOnceTheOldBackendIsGone() throws Exception {
    script("V1__slow.sql", "create table one (id int); select pg_sleep(0.1);");
    Database database = emptyDatabase();
    // What a killed Windlass worker leaves on the server: a backend of this name that holds a lock.
    Connection orphan =
        DriverManager.getConnection(
            url(database) + "?ApplicationName=windlass-d1", database.user(), "pass word");
    orphan.setAutoCommit(false);
    orphan.createStatement().execute("create table one (id int)");

    assertThat(activities().migrate(migrate(1, database, null)).applied()).hasSize(1);
    assertThatThrownBy(() -> orphan.createStatement().execute("select 1"))
        .isInstanceOf(SQLException.class);
    orphan.close();
  }

  @Test
  void aTryThatTheEngineGaveUpDoesNotEndTheNextOne() throws Exception {
    script("V1__pace.sql", "create table pace (seconds int); insert into pace values (60);");
    script(
        "V2__slow.sql", "create table two (id int); select pg_sleep((select seconds from pace));");
    Database database = emptyDatabase();
    Migrate request = migrate(1, database, null);
    String sleepers =
        "select pid from pg_stat_activity where query like 'select pg_sleep((%' and state = 'active'";
    CompletableFuture<Void> first = CompletableFuture.runAsync(() -> activities().migrate(request));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !query(database, sleepers).isEmpty());
    execute(database, "update pace set seconds = 5");

    assertThat(elsewhere().migrate(request).applied())
        .containsExactly("V1__pace.sql", "V2__slow.sql");
    assertThat(first).isCompletedExceptionally();
  }

  @Test
  void buildsAnIndexConcurrentlyAndAsksAPersonWhenThatIsCutShort() throws Exception {
    script("V1__one.sql", "create table one (id int);");
    script("V2__index.sql", "create index concurrently i on one (id);");
    Database database = emptyDatabase();
    assertThat(activities().migrate(migrate(1, database, null)).applied()).hasSize(2);

    script("V3__unique.sql", "create unique index concurrently u on one (id);");
    execute(database, "insert into one values (1), (1)");
    assertThatThrownBy(() -> activities().migrate(migrate(2, database, null)))
        .matches(e -> Failures.is(e, FailureType.MIGRATION_UNKNOWN))
        .hasStackTraceContaining("V3__unique.sql, statement 1");
  }

  @Override
  Database emptyDatabase() throws Exception {
    String name = "db" + NAMES.incrementAndGet();
    run("postgres", "create role " + name + " login password 'pass word'");
    run("postgres", "create database " + name + " owner " + name);
    return new Database(
        Database.Engine.POSTGRESQL, "127.0.0.1", running().getPort(), name, name, "db", null);
  }

  @Override
  String sleeping(int seconds) {
    return "select pg_sleep(" + seconds + ");";
  }

  @Override
  String runningQuery() {
    return "select pid from pg_stat_activity where query like 'select pg_sleep(%'"
        + " and state = 'active' and pid <> pg_backend_pid()";
  }

  @Override
  void stopped(Callable<MigrationReport> stop) throws Exception {
    assertThat(stop.call().applied()).containsExactly("V1__one.sql");
  }

  @Override
  String url(Database database) {
    return "jdbc:postgresql://127.0.0.1:" + running().getPort() + "/" + database.name();
  }

  @Override
  void execute(Database database, String sql) throws Exception {
    run(database.name(), "set role " + database.user() + "; " + sql);
  }

  @Override
  String query(Database database, String sql) throws Exception {
    StringBuilder found = new StringBuilder();
    try (Connection connection =
            running().getDatabase("postgres", database.name()).getConnection();
        var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.append(rows.getString(1)).append('\n');
      }
    }
    return found.toString().strip();
  }

  private static void run(String database, String sql) throws SQLException {
    try (Connection connection = running().getDatabase("postgres", database).getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static EmbeddedPostgres running() {
    if (server == null) {
      throw new IllegalStateException("no server");
    }
    return server;
  }
}

package dev.windlass.activities.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.migration.MigrationActivities.MigrationReport;
import dev.windlass.workflows.plan.Database;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MariaDbMigrationTest extends UpdateDownContract {

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static @Nullable MariaDbServer server;

  @BeforeAll
  static void startServer() {
    RealParts.require("mariadbd", "mariadb-install-db", "mariadb");
    server = MariaDbServer.start();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void asksAPersonAfterAScriptThatFailedHalfWay() throws Exception {
    script("V1__bad.sql", "create table one (id int);\ncreate table one (id int);");
    Database database = emptyDatabase();
    assertThatThrownBy(() -> activities().migrate(migrate(1, database, null)))
        .matches(e -> Failures.is(e, FailureType.MIGRATION_UNKNOWN))
        .hasStackTraceContaining("V1__bad.sql, statement 2: create table one");
    assertThatThrownBy(() -> activities().migrate(migrate(1, database, null)))
        .matches(e -> Failures.is(e, FailureType.MIGRATION_UNKNOWN))
        .hasStackTraceContaining("V1__bad.sql, statement 2: create table one");

    // What the failure tells a person to do.
    script("V1__bad.sql", "create table if not exists one (id int);");
    execute(database, "delete from flyway_schema_history where not success");
    execute(database, "update windlass_migration set script = null");
    assertThat(activities().migrate(migrate(1, database, null)).applied()).hasSize(1);
  }

  @Test
  void limitsEachStatementAlsoWhereTheFileTakesItForMySql() throws Exception {
    script("V1__limit.sql", "create table limits as select @@max_statement_time as seconds;");
    Database maria = emptyDatabase();
    Database declared =
        new Database(
            Database.Engine.MYSQL,
            maria.host(),
            maria.port(),
            maria.name(),
            maria.user(),
            maria.password(),
            null);

    assertThat(activities().migrate(migrate(1, declared, null)).applied()).hasSize(1);

    assertThat(query(maria, "select round(seconds) from limits")).isEqualTo("40");
  }

  /** Which leaves out what stands in comments for MariaDB, and reads its own. */
  @Test
  void sendsMySqlNoVariableThatItDoesNotHave() throws Exception {
    script("V1__one.sql", "create table one (id int);");
    String sent =
        String.join(
            "&", Server.MARIADB.options(migrate(1, emptyDatabase(), null).migrations(), "d-1"));

    String read = sent.replaceAll("/\\*M!.*?\\*/", "").replaceAll("/\\*!50708(.*?)\\*/", "$1");
    assertThat(read)
        .contains("lock_wait_timeout=5")
        .endsWith("sql_auto_is_null=0,max_execution_time=40000");
  }

  @Test
  void readsUpdateScriptsAsTheClientDoes() throws Exception {
    Database database = databaseAt("7.5.1");
    script(
        "02_update_v7.5.1_v7.6.0.sql",
        """
        # 7.6.0: who knows what; DROP TABLE orders;
        -- ${nothing} is filled in
        UPDATE schema_version SET version = '7.6.0';
        CREATE TABLE notes (note VARCHAR(40)) /*!40100 COMMENT 'a;b' */;
        DELIMITER $$
        CREATE PROCEDURE note(IN what VARCHAR(40))
        BEGIN
          DECLARE twice VARCHAR(40) DEFAULT CONCAT(what, ';');
          INSERT INTO notes VALUES (what), (twice);
        END$$
        DELIMITER ;
        CALL note('it''s \\'${so}\\' "#"');
        """);
    assertThat(inspect(database).problems()).isEmpty();

    assertThat(activities().migrate(migrate(1, database, null)).after()).isEqualTo("7.6.0");
    assertThat(query(database, "select note from notes order by length(note)"))
        .isEqualTo("it's '${so}' \"#\"\nit's '${so}' \"#\";");
  }

  @Test
  void asksAPersonAfterAnUpdateScriptThatFailedHalfWay() throws Exception {
    Database database = databaseAt("7.5.1");
    script(
        "02_update_v7.5.1_v7.6.0.sql",
        "update schema_version set version = '7.6.0';\ncreate table orders (id int);");
    for (int tries = 1; tries <= 2; tries++) {
      assertThatThrownBy(() -> activities().migrate(migrate(1, database, null)))
          .matches(e -> Failures.is(e, FailureType.MIGRATION_UNKNOWN))
          .hasStackTraceContaining("02_update_v7.5.1_v7.6.0.sql, statement 2: create table orders");
    }

    // What the failure tells a person to do.
    execute(database, "delete from windlass_update_history where not success");
    execute(database, "update windlass_migration set script = null");
    execute(database, "update schema_version set version = '7.5.1'");
    script("02_update_v7.5.1_v7.6.0.sql", "update schema_version set version = '7.6.0';");
    assertThat(activities().migrate(migrate(1, database, null)).after()).isEqualTo("7.6.0");
  }

  @Override
  FailureType afterALie() {
    return FailureType.MIGRATION_UNKNOWN;
  }

  @Override
  Database emptyDatabase() {
    String name = "db" + NAMES.incrementAndGet();
    running().createDatabase(name, name, "pass word");
    return new Database(
        Database.Engine.MARIADB, "127.0.0.1", running().port(), name, name, "db", null);
  }

  @Override
  String sleeping(int seconds) {
    return "create table two (id int);\nselect sleep(" + seconds + ");";
  }

  @Override
  String runningQuery() {
    return "select id from information_schema.processlist where info like 'select sleep(%'";
  }

  @Override
  void stopped(Callable<MigrationReport> stop) {
    assertThatThrownBy(stop::call)
        .matches(e -> Failures.is(e, FailureType.MIGRATION_UNKNOWN))
        .hasStackTraceContaining("V2__slow.sql, statement 2: select sleep(30)");
  }

  @Override
  String url(Database database) {
    return running().jdbcUrl(database.name());
  }

  @Override
  void execute(Database database, String sql) {
    running().sql(database.name(), sql);
  }

  @Override
  String query(Database database, String sql) {
    return running().sql(database.name(), sql).strip();
  }

  private static MariaDbServer running() {
    if (server == null) {
      throw new IllegalStateException("no server");
    }
    return server;
  }
}

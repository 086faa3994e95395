package dev.windlass.activities.backup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.activities.support.TestFleet;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.sandbox.parts.PostgresServer;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.plan.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers that follow another, stand still, or follow nobody. */
class ReplicaLookTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration NOTHING = Duration.ofMillis(1);

  @TempDir Path folder;
  private TestFleet fleet;

  @BeforeEach
  void start() throws IOException {
    fleet = new TestFleet(folder);
    fleet.grants.with("db", "pass word");
  }

  @AfterEach
  void leave() throws IOException {
    fleet.close();
  }

  @Test
  void aStandbyThatHasReplayedAllIsCloseByHoweverQuietItsPrimaryIs() {
    RealParts.require("postgres", "initdb", "psql", "pg_basebackup");
    try (PostgresServer primary = PostgresServer.start()) {
      primary.createDatabase("shop", "shop", "pass word");
      try (PostgresServer standby = primary.standby()) {
        Awaitility.await().untilAsserted(() -> look(Database.Engine.POSTGRESQL, standby, MINUTE));

        primary.sql("shop", "create table sooner (id int);");
        Awaitility.await()
            .until(() -> standby.sql("shop", "select to_regclass('sooner');").contains("sooner"));
        standby.sql("postgres", "select pg_wal_replay_pause();");
        primary.sql("shop", "create table later (id int);");
        Awaitility.await()
            .untilAsserted(() ->
                assertThatThrownBy(() -> look(Database.Engine.POSTGRESQL, standby, NOTHING))
                    .matches(failure -> Failures.is(failure, FailureType.UNREACHABLE))
                    .hasMessageContaining("behind its primary, at most"));
      }
      assertThatThrownBy(() -> look(Database.Engine.POSTGRESQL, primary, MINUTE))
          .matches(failure -> Failures.is(failure, FailureType.INVALID))
          .hasMessageContaining("is no replica, as backups.database.replica says");
    }
  }

  @Test
  void aMariaDbThatFollowsIsCloseByAndOneThatStoppedIsNot() {
    RealParts.require("mariadbd", "mariadb-install-db", "mariadb");
    try (MariaDbServer primary = MariaDbServer.start("--log-bin=log", "--server-id=1");
        MariaDbServer replica = primary.replica()) {
      primary.createDatabase("shop", "shop", "pass word");
      primary.sql(
          "",
          """
          grant slave monitor on *.* to 'shop'@'127.0.0.1';
          """);
      Awaitility.await()
          .ignoreExceptions()
          .untilAsserted(() -> look(Database.Engine.MARIADB, replica, MINUTE));

      replica.sql("", "stop slave;");
      assertThatThrownBy(() -> look(Database.Engine.MARIADB, replica, MINUTE))
          .matches(failure -> Failures.is(failure, FailureType.UNREACHABLE))
          .hasMessageContaining("does not follow its primary now");
      assertThatThrownBy(() -> look(Database.Engine.MARIADB, replica, MINUTE, 6))
          .as("tried for half a minute")
          .matches(failure -> Failures.is(failure, FailureType.INVALID))
          .hasMessageContaining("does not follow its primary now");
      assertThatThrownBy(() -> look(Database.Engine.MARIADB, primary, MINUTE))
          .hasMessageContaining("is no replica");

      replica.sql("", "revoke slave monitor on *.* from 'shop'@'127.0.0.1';");
      assertThatThrownBy(() -> look(Database.Engine.MARIADB, replica, MINUTE))
          .hasMessageContaining("grant slave monitor on *.* to shop@");
    }
  }

  private void look(Database.Engine engine, DatabaseServer server, Duration most) {
    look(engine, server, most, 1);
  }

  private void look(Database.Engine engine, DatabaseServer server, Duration most, int attempt) {
    Database database =
        new Database(engine, "127.0.0.1", server.port(), "shop", "shop", "db", null);
    try (DatabaseRoute route =
        new DatabaseRoute.Opener(fleet.grants, fleet.sessions())
            .open(new Scope("shop", "production"), database, TestFleet.SSH, null)) {
      ReplicaLook.require(route, most, attempt);
    }
  }
}

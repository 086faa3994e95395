package dev.windlass.activities.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.workflows.drill.Rehearsal;
import dev.windlass.workflows.plan.Database;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MariaDbRehearsalTest extends RehearsalContract {

  private static @Nullable MariaDbServer production;
  private static @Nullable MariaDbServer scratch;

  @BeforeAll
  static void startServers() {
    RealParts.require("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump");
    production = MariaDbServer.start();
    scratch = MariaDbServer.start();
    scratch.sql(
        "",
        """
        create user 'drill'@'127.0.0.1' identified by 'drill word';
        grant all on `windlass\\_drill\\_%`.* to 'drill'@'127.0.0.1';
        grant slave monitor on *.* to 'drill'@'127.0.0.1';
        """);
    production.createDatabase("shop", "shop", "pass word");
    furnish(production, production.jdbcUrl("shop"));
    production.sql(
        "shop", "insert into orders select seq, concat('hat ', seq) from seq_1_to_4000;");
  }

  @AfterAll
  static void stopServers() {
    for (MariaDbServer server : new MariaDbServer[] {production, scratch}) {
      if (server != null) {
        server.close();
      }
    }
  }

  @Override
  Database.Engine engine() {
    return Database.Engine.MARIADB;
  }

  @Override
  DatabaseServer production() {
    return Objects.requireNonNull(production);
  }

  @Override
  DatabaseServer scratch() {
    return Objects.requireNonNull(scratch);
  }

  @Override
  String pause() {
    return "select sleep(0.4)";
  }

  @Override
  void assertLocks(Rehearsal outcome) {
    assertThat(outcome.scripts()).allSatisfy(script -> assertThat(script.locks()).isEmpty());
    assertThat(outcome.unmeasured()).startsWith("locks are not measured");
    assertThat(outcome.line()).endsWith(Objects.requireNonNull(outcome.unmeasured()));
  }
}

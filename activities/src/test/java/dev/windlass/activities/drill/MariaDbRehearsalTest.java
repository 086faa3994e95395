package dev.windlass.activities.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.support.TwoServers;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.workflows.drill.Rehearsal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MariaDbRehearsalTest extends RehearsalContract {

  private static @Nullable TwoServers<MariaDbServer> servers;

  @BeforeAll
  static void startServers() {
    servers = TwoServers.ofMariaDb();
    MariaDbServer production = servers.production();
    servers
        .scratch()
        .sql(
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
    if (servers != null) {
      servers.close();
    }
  }

  @Override
  TwoServers<MariaDbServer> servers() {
    return Objects.requireNonNull(servers);
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

package dev.windlass.activities.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.support.TwoServers;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.workflows.drill.Rehearsal;
import dev.windlass.workflows.drill.Strength;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
  String holding(double seconds) {
    return "lock tables orders write; select sleep(%s); unlock tables;".formatted(seconds);
  }

  @Override
  void assertLocks(Rehearsal outcome) {
    assertThat(outcome.scripts())
        .allSatisfy(script -> assertThat(script.locks()).noneMatch(MariaDbRehearsalTest::isLong));
    assertThat(outcome.unmeasured()).startsWith("locks of rows, and of less than 20 ms");
    assertThat(outcome.line()).endsWith(Objects.requireNonNull(outcome.unmeasured()));
  }

  @Test
  void aTableThatIsCopiedKeepsWritersWaitingAndReadersNot() throws Exception {
    script("V2__fill.sql", "insert into orders select seq, md5(seq) from seq_5000_to_300000;");
    script("V3__copy.sql", "alter table orders modify note varchar(100) character set ucs2;");

    Rehearsal outcome = Objects.requireNonNull(rehearse().outcome());

    assertThat(outcome.failure()).isNull();
    assertThat(outcome.scripts().getLast().locks())
        .filteredOn(lock -> lock.strength() == Strength.SHARE)
        .singleElement()
        .satisfies(lock -> assertThat(lock.held()).isGreaterThan(Duration.ofMillis(100)));
    assertThat(outcome.line()).contains(" (writers wait)");
  }

  /** A column is added at once, an index is built beside writers. */
  private static boolean isLong(Rehearsal.Lock lock) {
    return lock.held().compareTo(Duration.ofMillis(300)) > 0;
  }
}

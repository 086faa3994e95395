package dev.windlass.activities.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.support.TwoServers;
import dev.windlass.sandbox.parts.PostgresServer;
import dev.windlass.workflows.drill.Rehearsal;
import dev.windlass.workflows.drill.Rehearsal.Lock;
import dev.windlass.workflows.drill.Strength;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresRehearsalTest extends RehearsalContract {

  private static @Nullable TwoServers<PostgresServer> servers;

  @BeforeAll
  static void startServers() {
    servers = TwoServers.ofPostgres();
    PostgresServer production = servers.production();
    servers.scratch().sql("postgres", "create role drill login createdb password 'drill word';");
    production.createDatabase("shop", "shop", "pass word");
    production.sql("shop", "alter default privileges grant all on tables to shop;");
    furnish(production, production.jdbcUrl("shop"));
    production.sql(
        "shop", "insert into orders select n, 'hat ' || n from generate_series(1, 4000) n;");
  }

  @AfterAll
  static void stopServers() {
    if (servers != null) {
      servers.close();
    }
  }

  @Override
  TwoServers<PostgresServer> servers() {
    return Objects.requireNonNull(servers);
  }

  @Override
  String pause() {
    return "select pg_sleep(0.4)";
  }

  @Override
  String holding(double seconds) {
    return "begin; lock table orders in access exclusive mode; select pg_sleep(%s); commit;"
        .formatted(seconds);
  }

  @Override
  void assertLocks(Rehearsal outcome) {
    assertThat(outcome.unmeasured()).isNull();
    assertThat(outcome.scripts())
        .allSatisfy(
            script -> assertThat(script.locks()).extracting(Lock::table).containsExactly("orders"));
    List<Lock> locks = outcome.scripts().stream().map(script -> script.locks().getFirst()).toList();
    assertThat(locks)
        .extracting(Lock::strength)
        .containsExactly(Strength.ROW_EXCLUSIVE, Strength.ACCESS_EXCLUSIVE, Strength.SHARE);
    assertThat(locks.get(1).held()).isBetween(Duration.ofMillis(350), Duration.ofSeconds(20));
    assertThat(outcome.line())
        .contains("locks orders ")
        .contains("(readers and writers wait), orders ")
        .contains("(writers wait)");
  }
}

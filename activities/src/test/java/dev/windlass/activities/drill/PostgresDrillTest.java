package dev.windlass.activities.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.support.TwoServers;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.PostgresServer;
import dev.windlass.workflows.drill.DrillActivities.ProveScratch;
import dev.windlass.workflows.drill.DrillPlan;
import dev.windlass.workflows.fleet.Problem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresDrillTest extends DrillContract {

  private static final String USER = DrillsPage.sql("postgresql");

  private static @Nullable TwoServers<PostgresServer> servers;

  @BeforeAll
  static void startServers() {
    RealParts.require("pg_basebackup");
    servers = TwoServers.ofPostgres();
    PostgresServer production = servers.production();
    production.sql("postgres", USER);
    servers.scratch().sql("postgres", USER);
    production.createDatabase("shop", "shop", "pass word");
    production.sql(
        "shop",
        """
        set role shop;
        create table customers (id int primary key, name text);
        create table orders (id int primary key, customer int references customers,
          note text, placed timestamptz not null, day date, epoch bigint, body text);
        create table nothing (id int primary key, at timestamp);
        create table flyway_schema_history (installed_rank int primary key, version text,
          script text, success bool);
        insert into flyway_schema_history values (1, '7', 'V7__seven.sql', true);
        create table schema_version (version text not null);
        insert into schema_version values ('v3.1');
        insert into customers values (1, 'Ann'), (2, 'Bob');
        insert into orders select n, 1 + n % 2, 'hat ' || n, now() - n * interval '1 hour',
          current_date - n, extract(epoch from now())::bigint - 3600 * n, repeat(md5(n::text), 3000)
          from generate_series(1, 3) n;
        create view late as select id from orders where note is null;
        """);
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
  String more() {
    return "set role drill; create table more (id int primary key)";
  }

  @Override
  String orphan() {
    return "set session_replication_role = replica; delete from customers where id = 1";
  }

  @Test
  void aReplicaOfProductionIsRefusedAlsoOnceItIsPromoted() {
    try (PostgresServer standby = servers().production().standby()) {
      DrillPlan plan = bench().plan(production(), standby);

      assertThat(bench().hands().prove(new ProveScratch(plan)).problems())
          .extracting(Problem::what)
          .contains("it is a standby")
          .last()
          .asString()
          .startsWith("is a copy of the server of shop production's shop");

      standby.sql("postgres", "select pg_promote();");
      assertThat(bench().hands().prove(new ProveScratch(plan)).problems())
          .singleElement()
          .extracting(Problem::what)
          .asString()
          .startsWith("is a copy of the server of shop production's shop");
    }
  }

  @Test
  void aServerThatOthersFollowIsRefused() {
    try (PostgresServer follower = servers().scratch().standby()) {
      assertThat(follower.sql("postgres", "select pg_is_in_recovery();").strip()).isEqualTo("t");
      assertThat(bench().hands().prove(new ProveScratch(plan())).problems())
          .singleElement()
          .extracting(Problem::what)
          .asString()
          .startsWith("other servers follow it");
    }
  }
}

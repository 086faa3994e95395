package dev.windlass.activities.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.support.TwoServers;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.workflows.drill.DrillActivities.ProveScratch;
import dev.windlass.workflows.fleet.Problem;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MariaDbDrillTest extends DrillContract {

  private static final String USER = DrillsPage.sql("mariadb");

  private static @Nullable TwoServers<MariaDbServer> servers;

  @BeforeAll
  static void startServers() {
    servers = TwoServers.ofMariaDb();
    MariaDbServer production = servers.production();
    production.sql("", USER);
    servers.scratch().sql("", USER);
    production.createDatabase("shop", "shop", "pass word");
    production.sql(
        "shop",
        """
        create table customers (id int primary key, name varchar(100));
        create table orders (id int primary key, customer int, note varchar(100),
          placed datetime not null, day date, epoch bigint, body longtext,
          foreign key (customer) references customers (id));
        create table nothing (id int primary key, at timestamp null);
        create table flyway_schema_history (installed_rank int primary key, version varchar(50),
          script varchar(100), success bool);
        insert into flyway_schema_history values (1, '7', 'V7__seven.sql', true);
        create table schema_version (version varchar(20) not null);
        insert into schema_version values ('v3.1');
        insert into customers values (1, 'Ann'), (2, 'Bob');
        insert into orders select n, 1 + n % 2, concat('hat ', n),
          utc_timestamp() - interval n hour, utc_date() - interval n day,
          unix_timestamp() - 3600 * n, repeat(md5(n), 3000)
          from (select 1 as n union select 2 union select 3) three;
        create sql security invoker view late as select id from orders where note is null;
        """);
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
  String more() {
    return "create table more (id int primary key)";
  }

  @Override
  String orphan() {
    return "set foreign_key_checks = 0; delete from customers where id = 1";
  }

  @Test
  void aReplicaIsRefusedEvenWhileItDoesNotFollow() {
    scratch()
        .sql(
            "",
            "change master to master_host = '127.0.0.1', master_port = %d, master_user = 'x';"
                .formatted(production().port()));
    try {
      assertThat(bench().hands().prove(new ProveScratch(plan())).problems())
          .singleElement()
          .extracting(Problem::what)
          .asString()
          .startsWith("it is a replica");
    } finally {
      scratch().sql("", "reset slave all;");
    }
  }

  @Test
  void aReplicaIsRefusedAlsoOnceItIsPromoted() throws InterruptedException {
    try (MariaDbServer source = MariaDbServer.start("--log-bin", "--server-id=1")) {
      source.sql("", USER);
      source.createDatabase("shop", "shop", "pass word");
      try (MariaDbServer promoted = source.replica()) {
        String there = "select count(*) from mysql.user where user = 'drill'";
        while (!promoted.sql("", there).strip().equals("1")) {
          TimeUnit.MILLISECONDS.sleep(20);
        }
        promoted.sql("", "stop slave; reset slave all;");

        assertThat(
                bench().hands().prove(new ProveScratch(bench().plan(source, promoted))).problems())
            .singleElement()
            .extracting(Problem::what)
            .asString()
            .startsWith("it has been a replica, up to 0-1-");
      }
    }
  }

  @Test
  void whoMayNotSeeWhetherItReplicatesProvesNothing() {
    scratch().sql("", "revoke slave monitor on *.* from 'drill'@'127.0.0.1';");
    try {
      assertThat(bench().hands().prove(new ProveScratch(plan())).problems())
          .singleElement()
          .extracting(Problem::mend)
          .asString()
          .contains("grant slave monitor on *.* to drill");
    } finally {
      scratch().sql("", "grant slave monitor on *.* to 'drill'@'127.0.0.1';");
    }
  }
}

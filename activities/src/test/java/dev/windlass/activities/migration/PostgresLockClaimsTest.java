package dev.windlass.activities.migration;

import static dev.windlass.activities.migration.LockClaims.first;
import static dev.windlass.activities.migration.LockClaims.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.PostgresServer;
import dev.windlass.workflows.migration.safety.Effect;
import dev.windlass.workflows.plan.Database.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement is held within an open transaction, or in flight, while others read and write. */
class PostgresLockClaimsTest {

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static @Nullable LockClaims claims;

  @BeforeAll
  static void startServer() throws SQLException {
    RealParts.require("postgres", "initdb", "psql");
    claims = new LockClaims(PostgresServer.start(), Engine.POSTGRESQL, "show server_version");
    try (Connection connection = claims().connect()) {
      run(
          connection,
          """
          create table u (id int primary key);
          insert into u select generate_series(1, 10);
          create table t (id int primary key, n int, note text);
          insert into t select g, g % 10 + 1, repeat('x', 50) from generate_series(1, 30000) g;
          create index i on t (note);
          alter table t add constraint later check (n > 0) not valid;
          create materialized view m as select 1 as id, 2 as n;
          create unique index on m (id);
          create table p (id int, n int) partition by range (id);
          create table p1 partition of p for values from (0) to (10);
          insert into p values (1, 2);
          """);
    }
  }

  @AfterAll
  static void stopServer() {
    if (claims != null) {
      claims.close();
    }
  }

  /**
   * @param readAll the statement went through the whole table
   */
  private record Seen(
      boolean readersWait, boolean writersWait, boolean rewritten, boolean readAll) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table t add column x int",
        "alter table t add column x int not null default 5",
        "alter table t add column x timestamptz default now()",
        "alter table t add column x int references u (id)",
        "alter table t add column x uuid default gen_random_uuid()",
        "alter table t add column x int generated always as (n * 2) stored",
        "alter table t add column x bigserial",
        "alter table t add column x int default 1 references u (id)",
        "alter table t drop column note",
        "alter table t rename column n to x",
        "alter table t rename to x",
        "alter table t alter column n type bigint",
        "alter table t alter column n set not null",
        "alter table t alter column n set default 3",
        "alter table t set (fillfactor = 70)",
        "alter table t set unlogged",
        "alter table t add constraint x check (n > 0)",
        "alter table t add constraint x check (n > 0) not valid",
        "alter table t validate constraint later",
        "alter table t add foreign key (n) references u (id)",
        "alter table t add foreign key (n) references u (id) not valid",
        "alter table t add unique (note, id)",
        "alter table p detach partition p1",
        "create index x on t (n)",
        "create unique index x on t (id, n)",
        "drop index i",
        "reindex table t",
        "cluster t using i",
        "lock table t",
        "lock table t in share mode",
        "lock table t in share row exclusive mode",
        "lock table t in share update exclusive mode",
        "refresh materialized view m",
        "refresh materialized view concurrently m",
        "truncate t",
        "update t set n = n + 1",
        "delete from t",
        "select * from t for update",
      })
  void claimsWhatAnOpenTransactionShows(String sql) throws SQLException {
    String table = sql.contains(" p ") ? "p" : sql.contains("view") ? "m" : "t";
    Seen seen;
    try (Connection holder = claims().connect();
        Connection other = claims().connect()) {
      holder.setAutoCommit(false);
      run(other, "set lock_timeout = 300");
      String id = first(holder, "select '" + table + "'::regclass::oid");
      String file = file(holder, id);
      run(holder, sql);
      boolean readAll = blocks(holder, id) >= pages(holder, id);
      boolean emptied = sql.startsWith("truncate") || sql.startsWith("refresh");
      boolean rewritten = !emptied && !file.equals(file(holder, id));
      seen =
          new Seen(
              waits(other, "select n from " + table + " where id = 1"),
              writersWait(other, table),
              rewritten,
              readAll);
      holder.rollback();
    }
    Effect claimed = claims().claimed(sql);
    System.out.println("PostgreSQL: " + sql + ": claimed " + claimed + ", " + seen);
    if (claimed == Effect.MOMENT) {
      // The lock goes with the transaction; what counts is that no row is read under it.
      assertThat(seen.rewritten || seen.readAll).as("%s: %s", sql, seen).isFalse();
    } else {
      assertThat(seen.readersWait).as("readers, %s", sql).isEqualTo(claimed.blocksReaders());
      assertThat(seen.writersWait).as("writers, %s", sql).isEqualTo(claimed.blocksWriters());
      assertThat(seen.rewritten).as("rewritten, %s", sql).isEqualTo(claimed.rewritesTable());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create index concurrently x1 on t (n)",
        "create unique index concurrently x2 on t (id, n)",
        "reindex table concurrently t",
        "drop index concurrently j",
        "vacuum t",
        "analyze t",
      })
  void letsOthersPassWhereItClaimsSo(String sql) throws SQLException {
    claims().administrator("create index if not exists j on t (n)");
    try (Connection older = claims().connect();
        Connection other = claims().connect()) {
      older.setAutoCommit(false);
      run(older, "update t set n = n where id = 2");
      run(other, "set lock_timeout = 1000");
      CompletableFuture<Void> flight = inFlight(sql);
      if (sql.contains("concurrently")) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !waiting(other).equals("0"));
        assertThat(flight).as("waits for the older transaction").isNotDone();
      }
      assertThat(waits(other, "select n from t where id = 1")).isFalse();
      assertThat(waits(other, "update t set n = n where id = 1")).isFalse();
      older.rollback();
      flight.join();
    }
    assertThat(claims().claimed(sql)).isEqualTo(Effect.NONE);
  }

  private static String waiting(Connection connection) throws SQLException {
    return first(
        connection,
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%concurrently%'");
  }

  private static CompletableFuture<Void> inFlight(String sql) {
    return CompletableFuture.runAsync(() -> {
      try (Connection connection = claims().connect()) {
        run(connection, sql);
      } catch (SQLException e) {
        throw new CompletionException(e);
      }
    });
  }

  /** Nobody writes a materialized view but who refreshes it. */
  private static boolean writersWait(Connection other, String table) throws SQLException {
    return table.equals("m")
        ? waits(other, "select n from m where id = 1")
        : waits(other, "update " + table + " set n = n where id = 1");
  }

  private static boolean waits(Connection connection, String sql) throws SQLException {
    try {
      run(connection, "begin; " + sql + "; rollback");
      return false;
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(LOCK_NOT_AVAILABLE);
      run(connection, "rollback");
      return true;
    }
  }

  private static String file(Connection connection, String id) throws SQLException {
    return first(connection, "select pg_relation_filenode(" + id + ")");
  }

  private static long blocks(Connection connection, String id) throws SQLException {
    return number(connection, "select pg_stat_get_xact_blocks_fetched(" + id + ")");
  }

  /** Half of its pages: more than anybody reads who does not read all. */
  private static long pages(Connection connection, String id) throws SQLException {
    return 1 + number(connection, "select pg_relation_size(" + id + "::regclass) / 8192 / 2");
  }

  private static long number(Connection connection, String sql) throws SQLException {
    return Long.parseLong(first(connection, sql));
  }

  private static LockClaims claims() {
    if (claims == null) {
      throw new IllegalStateException("no server");
    }
    return claims;
  }
}

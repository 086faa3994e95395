package dev.windlass.activities.migration;

import static dev.windlass.activities.migration.LockClaims.first;
import static dev.windlass.activities.migration.LockClaims.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.workflows.migration.safety.Effect;
import dev.windlass.workflows.plan.Database.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the server refuses of ALGORITHM and LOCK shows what a change needs; and statements are held,
 * in flight or by their transaction, while others read and write.
 */
class MariaDbLockClaimsTest {

  private static final List<Integer> REFUSED = List.of(1845, 1846);
  private static final List<Integer> TIMED_OUT = List.of(1205);

  /** Who would have to wait is refused at once. */
  private static final String NO_WAITING =
      "set lock_wait_timeout = 0, innodb_lock_wait_timeout = 0";

  private static @Nullable LockClaims claims;

  @BeforeAll
  static void startServer() throws SQLException {
    RealParts.require("mariadbd", "mariadb-install-db", "mariadb");
    claims = new LockClaims(MariaDbServer.start(), Engine.MARIADB, "select version()");
    claims().administrator("grant reload on *.* to '" + LockClaims.USER + "'@'127.0.0.1'");
    try (Connection connection = claims().connect()) {
      run(connection, "create table u (id int primary key)");
      run(connection, "insert into u select seq from seq_1_to_10");
      run(
          connection,
          "create table big (id int primary key, n int, note varchar(200), body text)"
              + " character set utf8mb3");
      run(
          connection,
          "insert into big select seq, seq % 10 + 1, md5(seq), concat_ws(' ', md5(seq), sha1(seq),"
              + " md5(seq + 1), sha1(seq + 2)) from seq_1_to_200000");
    }
  }

  @AfterAll
  static void stopServer() {
    if (claims != null) {
      claims.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table s add column x int",
        "alter table s add column x int not null default 3 first",
        "alter table s add column x datetime not null default current_timestamp",
        "alter table s add column x int as (n + 1) virtual",
        "alter table s add column x int as (n + 1) stored",
        "alter table s add column x char(36) default uuid()",
        "alter table s add column x bigint not null auto_increment unique",
        "alter table s drop column note",
        "alter table s rename column note to x",
        "alter table s alter column n set default 3",
        "alter table s modify n bigint",
        "alter table s modify note varchar(20)",
        "alter table s add index x (n)",
        "alter table s drop index i",
        "alter table s rename index i to x",
        "alter table s add unique x (note)",
        "alter table s add primary key (a)",
        "alter table k drop primary key",
        "alter table k drop primary key, add primary key (id, n)",
        "alter table s add foreign key (n) references u (id)",
        "set foreign_key_checks = 0; alter table s add foreign key (n) references u (id)",
        "alter table s add constraint x check (n > 0)",
        "alter table s drop constraint c",
        "alter table q drop foreign key f",
        "alter table s add fulltext index x (note)",
        "alter table s add spatial index x (place)",
        "alter table s convert to character set latin1",
        "alter table s engine = aria",
        "alter table s force",
        "alter table s row_format = compact",
        "alter table s order by n",
        "alter table s comment = 'x'",
        "alter table s add system versioning",
      })
  void claimsWhatTheServerInsistsOn(String script) throws SQLException {
    Effect claimed = claims().claimed(script);
    try (Connection connection = claims().connect()) {
      smallTables(connection);
      String sql = script.substring(script.indexOf(';') + 1).strip();
      if (script.startsWith("set ")) {
        run(connection, script.substring(0, script.indexOf(';')));
      }
      List<String> refused = refusals(claimed);
      for (String option : refused) {
        assertThat(refuses(connection, with(option, sql)))
            .as("%s: claimed %s, so %s is refused", sql, claimed, option)
            .isTrue();
      }
      String taken = acceptance(claimed);
      System.out.printf("MariaDB: %s: %s (refused: %s, taken: %s)%n", sql, claimed, refused, taken);
      assertThat(refuses(connection, with(taken, sql)))
          .as("%s: claimed %s, so %s is taken", sql, claimed, taken)
          .isFalse();
    }
  }

  /** In front of the actions: ORDER BY allows nothing behind it. */
  private static String with(String options, String sql) {
    return sql.replaceFirst("alter table (\\w+) ", "alter table $1 " + options + ", ");
  }

  /** What the server must refuse if an effect is claimed rightly. */
  private static List<String> refusals(Effect claimed) {
    return switch (claimed) {
      case REBUILDS -> List.of("algorithm=nocopy");
      case WRITERS_WAIT -> List.of("lock=none");
      case COPIES -> List.of("algorithm=inplace", "lock=none");
      default -> List.of();
    };
  }

  private static String acceptance(Effect claimed) {
    return switch (claimed) {
      case MOMENT, NONE -> "algorithm=nocopy, lock=none";
      case REBUILDS -> "algorithm=inplace, lock=none";
      case WRITERS_WAIT -> "algorithm=inplace, lock=shared";
      default -> "algorithm=copy, lock=shared";
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table big force", // first: with a full-text index it would keep writers waiting
        "alter table big modify n bigint",
        "alter table big convert to character set utf8mb4",
        "alter table big add fulltext index x (body)",
        "alter table big add column x char(36) default uuid()",
        "alter table big add index y (body(100), note)",
      })
  void claimsWhatAStatementInFlightShows(String sql) throws SQLException {
    Effect claimed = claims().claimed(sql);
    try (Connection looker = claims().connect();
        Connection reader = claims().connect();
        Connection writer = claims().connect()) {
      run(reader, NO_WAITING);
      run(writer, NO_WAITING);
      CompletableFuture<Void> flight = inFlight(sql);
      Awaitility.await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(Duration.ofSeconds(30))
          .until(() -> works(looker));
      boolean reads = false;
      boolean writes = false;
      do {
        reads |= passes(reader, "select n from big where id = 1", looker);
        writes |= passes(writer, "update big set n = n + 1 where id = 1", looker);
      } while (works(looker));
      flight.join();
      System.out.printf(
          "MariaDB: %s: claimed %s, reader waits %s, writer waits %s%n",
          sql, claimed, !reads, !writes);
      assertThat(!reads).as("reader").isEqualTo(claimed.blocksReaders());
      assertThat(!writes).as("writer").isEqualTo(claimed.blocksWriters());
    }
  }

  /**
   * It is let through while the statement works: that is asked of the server afterwards, since
   * whoever is let through once it is over proves nothing.
   */
  private static boolean passes(Connection connection, String sql, Connection looker)
      throws SQLException {
    return !waits(connection, sql) && works(looker);
  }

  /** The statement works, rather than waiting for its lock or being over. */
  private static boolean works(Connection looker) throws SQLException {
    String working =
        "select count(*) from information_schema.processlist where info like 'alter table big%'"
            + " and (state like 'copy%' or state like 'altering%' or progress > 0)";
    return !first(looker, working).equals("0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update big set note = 'x' where true",
        "insert into v select id from big",
        "insert into v values (1)",
        "select * from big where id = 1 for update",
        "lock tables big write",
        "lock tables big read",
        "flush tables with read lock",
      })
  void claimsWhatAnOpenTransactionShows(String sql) throws SQLException {
    Effect claimed = claims().claimed(sql);
    try (Connection holder = claims().connect();
        Connection other = claims().connect()) {
      run(holder, "create table if not exists v (id int)");
      run(other, "set lock_wait_timeout = 1, innodb_lock_wait_timeout = 1");
      holder.setAutoCommit(false);
      run(holder, sql);
      boolean readerWaits = waits(other, "select n from big where id = 1");
      boolean writerWaits = waits(other, "update big set n = n + 1 where id = 1");
      holder.rollback();
      run(holder, "unlock tables");
      System.out.printf(
          "MariaDB: %s: claimed %s, reader waits %s, writer waits %s%n",
          sql, claimed, readerWaits, writerWaits);
      assertThat(readerWaits).as("reader").isEqualTo(claimed.blocksReaders());
      assertThat(writerWaits).as("writer").isEqualTo(claimed.blocksWriters());
    }
  }

  private static void smallTables(Connection connection) throws SQLException {
    run(connection, "drop table if exists s, k, q");
    run(connection, "create table q (n int, constraint f foreign key (n) references u (id))");
    run(
        connection,
        "create table s (a int not null, n int, note varchar(100), place point not null, index i"
            + " (n), constraint c check (a > 0))"
            + " character set utf8mb4");
    run(connection, "insert into s values (1, 1, 'x', point(1, 1)), (2, 2, 'y', point(2, 2))");
    run(connection, "create table k (id int primary key, n int not null)");
  }

  private static boolean refuses(Connection connection, String sql) throws SQLException {
    try {
      run(connection, sql);
      return false;
    } catch (SQLException e) {
      assertThat(REFUSED).as(e.getMessage()).contains(e.getErrorCode());
      return true;
    }
  }

  private static boolean waits(Connection connection, String sql) throws SQLException {
    try {
      run(connection, sql);
      return false;
    } catch (SQLException e) {
      assertThat(TIMED_OUT).as(e.getMessage()).contains(e.getErrorCode());
      return true;
    }
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

  private static LockClaims claims() {
    if (claims == null) {
      throw new IllegalStateException("no server");
    }
    return claims;
  }
}

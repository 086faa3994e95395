package dev.windlass.activities.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.backup.dump.BrokenDumpException.Reason;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.workflows.plan.Database.Engine;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tools say when they end badly, word for word as they were seen to say it. */
class ToolLossTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          MARIADB | LOST | mariadb-dump: Got error: 2002: "Can't connect to server on '10.0.0.9' (115)" when trying to connect
          MARIADB | LOST | mariadb-dump: Error 2013: Lost connection to server during query when dumping table `orders` at row: 1734
          MARIADB | LOST | mariadb-dump: Couldn't execute 'SHOW FIELDS FROM `orders`': Server has gone away (2006)
          MARIADB | LOST | mariadb-dump: Got error: 1040: "Too many connections" when trying to connect
          MARIADB | LOST | mariadb-dump: Error 1412: Table definition has changed, please retry transaction when dumping table `orders` at row: 0
          MYSQL   | LOST | mysqldump: Got error: 2003: Can't connect to MySQL server on 'db1:3306' (111) when trying to connect
          MARIADB | TOOL_FAILED | mariadb-dump: Got error: 1045: "Access denied for user 'shop'@'localhost' (using password: YES)" when trying to connect
          MARIADB | TOOL_FAILED | mariadb-dump: Got error: 1049: "Unknown database 'shop'" when selecting the database
          MARIADB | TOOL_FAILED | mariadb-dump: Couldn't find table: "gone"
          MARIADB | TOOL_FAILED | mariadb-dump: shop has insufficient privileges to SHOW CREATE FUNCTION `f`!
          MARIADB | TOOL_FAILED | mariadb-dump: unknown option '--dump-history'
          MARIADB | TOOL_FAILED | not installed: mariadb-dump mysqldump
          POSTGRESQL | LOST | pg_dump: error: connection to server at "10.0.0.9", port 5432 failed: Connection refused
          POSTGRESQL | LOST | pg_dump: error: query failed: server closed the connection unexpectedly
          POSTGRESQL | LOST | pg_dump: error: connection to server at "10.0.0.9", port 5432 failed: FATAL:  the database system is starting up
          POSTGRESQL | LOST | pg_dump: error: query failed: FATAL:  terminating connection due to administrator command
          POSTGRESQL | LOST | connection to server failed: FATAL:  sorry, too many clients already
          POSTGRESQL | TOOL_FAILED | pg_dump: error: connection to server at "10.0.0.9", port 5432 failed: FATAL:  password authentication failed for user "shop"
          POSTGRESQL | TOOL_FAILED | pg_dump: error: query failed: ERROR:  permission denied for table secrets
          POSTGRESQL | TOOL_FAILED | pg_dump: error: no matching tables were found
          POSTGRESQL | TOOL_FAILED | pg_dump: error: aborting because of server version mismatch
          POSTGRESQL | TOOL_FAILED | connection to server failed: FATAL:  database "shop" does not exist
          """)
  void tellsWhatTheToolSaysOfItselfFromALostServer(Engine engine, Reason reason, String said) {
    assertThat(ToolLoss.reason(engine, new Ending.Exited(2), said)).isEqualTo(reason);
  }

  @Test
  void aToolThatDidNotEndByItselfWasLost() {
    String nothing = "";
    assertThat(ToolLoss.reason(Engine.MARIADB, new Ending.ConnectionLost(), nothing))
        .isEqualTo(Reason.LOST);
    assertThat(ToolLoss.reason(Engine.MARIADB, new Ending.Signalled("TERM"), nothing))
        .isEqualTo(Reason.LOST);
    assertThat(ToolLoss.reason(Engine.MARIADB, new Ending.TimedOut(Duration.ofHours(1)), nothing))
        .isEqualTo(Reason.LOST);
    assertThat(ToolLoss.reason(Engine.POSTGRESQL, new Ending.Exited(143), nothing))
        .isEqualTo(Reason.LOST);
    assertThat(ToolLoss.reason(Engine.POSTGRESQL, new Ending.Exited(127), nothing))
        .isEqualTo(Reason.TOOL_FAILED);
  }
}

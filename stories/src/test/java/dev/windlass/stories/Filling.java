package dev.windlass.stories;

import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A table with so much in it that one can see its rows flow where a copy of it is loaded; more than
 * a statement's worth on MariaDB, where the tool sends up to 1 MiB in one.
 */
final class Filling implements AutoCloseable {
  static final int ROWS = 20_000;

  /** More rows than any other table has. */
  private static final int OTHERS = 10;

  /** Rows that a copy has by now, of which nobody else may know yet; the table may be locked. */
  private static final String MARIADB =
      "select max(num_rows) from information_schema.innodb_sys_tablestats"
          + " where name like 'windlass\\_%/filling'";

  private static final String POSTGRES =
      "select max(tuples_processed) from pg_stat_progress_copy where command = 'COPY FROM'";

  private final Connection connection;
  private final String question;

  private Filling(Connection connection, String question) {
    this.connection = connection;
    this.question = question;
  }

  /** Statements that make and fill it. */
  static String sql(DatabaseServer server) {
    boolean mariaDb = server instanceof MariaDbServer;
    return "create table filling (id int primary key, word varchar(200)); "
        + (mariaDb
                ? "insert into filling select seq, concat(md5(rand()), md5(rand()), md5(rand()),"
                    + " md5(rand())) from seq_1_to_%d;"
                : "insert into filling select i, concat(md5(random()::text), md5(random()::text),"
                    + " md5(random()::text), md5(random()::text)) from generate_series(1, %d) i;")
            .formatted(ROWS);
  }

  /** Looks for its copies on a server that has admitted who reads. */
  static Filling copiedTo(DatabaseServer server) throws SQLException {
    boolean mariaDb = server instanceof MariaDbServer;
    return new Filling(
        DatabaseContents.connect(server, mariaDb ? "" : "postgres"), mariaDb ? MARIADB : POSTGRES);
  }

  /** How many rows have come, while more are to come; else 0. */
  int flowing() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(question)) {
      found.next();
      int rows = found.getInt(1);
      return rows > OTHERS && rows < ROWS ? rows : 0;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

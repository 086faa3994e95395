package dev.windlass.activities.drill;

import dev.windlass.workflows.plan.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a drill does on a server, in the words of each engine. */
sealed interface ScratchEngine permits MariaDbScratch, PostgresScratch {

  static ScratchEngine of(Database.Engine engine) {
    return switch (engine) {
      case MARIADB, MYSQL -> new MariaDbScratch();
      case POSTGRESQL -> new PostgresScratch();
    };
  }

  /** Of the URL: who does not answer soon is not waited for. */
  List<String> options();

  /**
   * Takes a lock by that number, which lives as long as the connection (on PostgreSQL: its
   * transaction) and which the server shows to everybody, and writes nothing.
   */
  void mark(Connection connection, int number) throws SQLException;

  /** Whether this server shows the lock: then it is the very one that it was taken on. */
  boolean isMarked(Connection connection, int number) throws SQLException;

  /** What makes a server the one that it is, also under another address, and its copies alike. */
  Identity identity(Connection connection) throws SQLException;

  /** Why what is written there may reach others, or is another's; empty where it stands alone. */
  List<String> ties(Connection connection) throws SQLException;

  /** What to type so that this user may look at {@link #ties}. */
  String mayLook(String user);

  /** Databases whose names begin so. */
  List<String> databases(Connection connection, String prefix) throws SQLException;

  void create(Connection connection, String database) throws SQLException;

  /** Ends whoever is connected to it, and drops it; not there is fine too. */
  void drop(Connection connection, String database) throws SQLException;

  /** The table of the connected database that takes most room; empty where there is none. */
  List<String> largestTable(Connection connection) throws SQLException;

  /** Drops what {@link #largestTable} answered, and what refers to it. */
  void dropTable(Connection connection, String table) throws SQLException;

  /** What the engine finds broken in the connected database. */
  List<String> broken(Connection connection) throws SQLException;

  /**
   * Foreign keys of the connected database, a row for each column: name, table, table referred to,
   * column, column referred to; all quoted but the name, in order.
   */
  String foreignKeys();

  /** A name as the engine quotes it. */
  String quoted(String name);

  /**
   * Who a server is.
   *
   * @param server equal only on the same server, or empty where the engine does not tell
   * @param lineage equal also on copies of its files, or empty
   */
  record Identity(String server, String lineage) {}
}

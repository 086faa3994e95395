package dev.windlass.activities.drill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** MariaDB, and MySQL, which was written for and tried on MariaDB only. */
final class MariaDbScratch implements ScratchEngine {

  private static final int NO_SUCH_THREAD = 1094;

  /** ER_PARSE_ERROR: the other product's word for it. */
  private static final int NOT_UNDERSTOOD = 1064;

  @Override
  public List<String> options() {
    return List.of("connectTimeout=10000", "tcpKeepAlive=true");
  }

  @Override
  public void mark(Connection connection, int number) throws SQLException {
    Sql.strings(connection, "select get_lock(?, 0)", name(number));
  }

  @Override
  public boolean isMarked(Connection connection, int number) throws SQLException {
    return !Sql.strings(connection, "select is_used_lock(?)", name(number)).getFirst().isEmpty();
  }

  private static String name(int number) {
    return "windlass-drill-" + number;
  }

  @Override
  public Identity identity(Connection connection) throws SQLException {
    Map<String, String> variables = new TreeMap<>();
    for (List<String> row :
        Sql.rows(
            connection,
            "show global variables where variable_name in"
                + " ('hostname', 'port', 'datadir', 'server_uuid')")) {
      variables.put(row.getFirst(), row.get(1));
    }
    String place =
        "%s:%s %s"
            .formatted(variables.get("hostname"), variables.get("port"), variables.get("datadir"));
    return new Identity(place, variables.getOrDefault("server_uuid", ""));
  }

  @Override
  public List<String> ties(Connection connection) throws SQLException {
    List<String> ties = new ArrayList<>();
    for (List<String> source : sources(connection)) {
      ties.add("it is a replica: " + String.join(" ", source.stream().limit(4).toList()));
    }
    for (List<String> row : Sql.rows(connection, "show global status like 'Slaves_connected'")) {
      if (!row.get(1).equals("0")) {
        ties.add(row.get(1) + " replicas follow it");
      }
    }
    for (List<String> row : Sql.rows(connection, "show global variables like 'gtid_slave_pos'")) {
      if (!row.get(1).isEmpty()) {
        ties.add(
            "it has been a replica, up to %s (set global gtid_slave_pos = '' forgets that)"
                .formatted(row.get(1)));
      }
    }
    for (List<String> row : Sql.rows(connection, "show global variables like 'wsrep_on'")) {
      if (row.get(1).equalsIgnoreCase("on")) {
        ties.add("it is a node of a Galera cluster");
      }
    }
    return ties;
  }

  @Override
  public String mayLook(String user) {
    return "grant slave monitor on *.* to " + user + "@… (MySQL: replication client)";
  }

  private static List<List<String>> sources(Connection connection) throws SQLException {
    try {
      return Sql.rows(connection, "show all slaves status");
    } catch (SQLException e) {
      if (e.getErrorCode() != NOT_UNDERSTOOD) {
        throw e;
      }
      return Sql.rows(connection, "show replica status");
    }
  }

  @Override
  public List<String> databases(Connection connection, String prefix) throws SQLException {
    return Sql.strings(
        connection,
        "select schema_name from information_schema.schemata"
            + " where left(schema_name, char_length(?)) = ? order by 1",
        prefix,
        prefix);
  }

  @Override
  public void create(Connection connection, String database) throws SQLException {
    Sql.run(connection, "create database " + quoted(database) + " character set utf8mb4");
  }

  @Override
  public void drop(Connection connection, String database) throws SQLException {
    for (String id :
        Sql.strings(
            connection,
            "select id from information_schema.processlist where db = ? and id <> connection_id()",
            database)) {
      end(connection, id);
    }
    Sql.run(connection, "drop database if exists " + quoted(database));
  }

  private static void end(Connection connection, String id) throws SQLException {
    try {
      Sql.run(connection, "kill connection " + Long.parseLong(id));
    } catch (SQLException e) {
      if (e.getErrorCode() != NO_SUCH_THREAD) {
        throw e;
      }
    }
  }

  @Override
  public List<String> largestTable(Connection connection) throws SQLException {
    return Sql.strings(
        connection,
        "select table_name from information_schema.tables where table_schema = database()"
            + " and table_type = 'BASE TABLE' order by data_length desc, table_name limit 1");
  }

  @Override
  public void dropTable(Connection connection, String table) throws SQLException {
    // A view of a table that is gone cannot be dumped, which would hide that the table is missed.
    for (String view :
        Sql.strings(
            connection,
            "select table_name from information_schema.views where table_schema = database()")) {
      Sql.run(connection, "drop view " + quoted(view));
    }
    Sql.run(connection, "set foreign_key_checks = 0");
    Sql.run(connection, "drop table " + quoted(table));
  }

  @Override
  public List<String> broken(Connection connection) throws SQLException {
    List<String> broken = new ArrayList<>();
    for (String table :
        Sql.strings(
            connection,
            "select table_name from information_schema.tables where table_schema = database()"
                + " and table_type in ('BASE TABLE', 'VIEW') order by 1")) {
      // Table, Op, Msg_type, Msg_text
      for (List<String> row : Sql.rows(connection, "check table " + quoted(table))) {
        boolean bad =
            row.get(2).equalsIgnoreCase("error")
                || row.get(2).equalsIgnoreCase("warning")
                || (row.get(2).equalsIgnoreCase("status")
                    && !row.get(3).equals("OK")
                    && !row.get(3).equals("Table is already up to date"));
        if (bad && !row.get(3).contains("doesn't support check")) {
          broken.add(table + ": " + row.get(3));
        }
      }
    }
    return broken;
  }

  @Override
  public String foreignKeys() {
    String mine = "concat('`', replace(%s, '`', '``'), '`')";
    return "select constraint_name, %s, %s, %s, %s from information_schema.key_column_usage"
            .formatted(
                mine.formatted("table_name"),
                mine.formatted("referenced_table_name"),
                mine.formatted("column_name"),
                mine.formatted("referenced_column_name"))
        + " where table_schema = database() and referenced_table_schema = database()"
        + " order by table_name, constraint_name, ordinal_position";
  }

  @Override
  public String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}

package dev.windlass.stories;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a database holds, read by plain SQL and by nothing of the product: of each table its columns
 * and its rows, whatever their order; and what else people made there.
 *
 * @param things each by its kind and name
 */
record DatabaseContents(Map<String, String> things) {
  /** Who reads, and holds what others wait for. */
  private static final String READER = "story";

  private static final List<String> OTHERS =
      List.of(
          "select table_name, view_definition from information_schema.views"
              + " where table_schema = %s",
          "select routine_name, routine_type, routine_definition"
              + " from information_schema.routines where routine_schema = %s",
          "select trigger_name, event_object_table, action_statement"
              + " from information_schema.triggers where trigger_schema = %s",
          "select table_name, constraint_name, constraint_type"
              + " from information_schema.table_constraints where table_schema = %s"
              + " and constraint_type <> 'CHECK'");

  /** Makes who reads. */
  static void admit(DatabaseServer server) {
    server.sql(
        "",
        server instanceof MariaDbServer
            ? "create user 'story'@'127.0.0.1' identified by 'story';"
                + " grant all on *.* to 'story'@'127.0.0.1';"
            : "create role story superuser login password 'story';");
  }

  static Connection connect(DatabaseServer server) throws SQLException {
    return connect(server, "shop");
  }

  static Connection connect(DatabaseServer server, String database) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(database), READER, READER);
  }

  static DatabaseContents of(DatabaseServer server) throws Exception {
    String schema = server instanceof MariaDbServer ? "'shop'" : "'public'";
    Map<String, String> things = new TreeMap<>();
    try (Connection connection = connect(server)) {
      for (List<String> table : rows(connection, tables(schema))) {
        String name = (table.get(0) + "." + table.get(1)).replace("'", "");
        things.put("table " + name, digest(connection, "select * from " + name));
      }
      things.put("columns", digest(connection, columns(schema)));
      for (String query : OTHERS) {
        rows(connection, query.formatted(schema))
            .forEach(thing -> things.put(String.join(" ", thing), "is there"));
      }
    }
    return new DatabaseContents(things);
  }

  private static String tables(String schema) {
    return "select table_schema, table_name from information_schema.tables"
        + " where table_type = 'BASE TABLE' and table_schema = "
        + schema;
  }

  private static String columns(String schema) {
    return "select table_name, column_name, data_type, is_nullable, column_default"
        + " from information_schema.columns where table_schema = "
        + schema;
  }

  /** How many rows, and the sum of what each is digested to. */
  private static String digest(Connection connection, String query) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    long rows = 0;
    long sum = 0;
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        rows++;
        sum += ByteBuffer.wrap(digest.digest(row(found).toString().getBytes(UTF_8))).getLong();
      }
    }
    return "%d rows of %016x".formatted(rows, sum);
  }

  /** All rows of an answer. */
  static List<List<String>> rows(Connection connection, String query) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        rows.add(row(found));
      }
    }
    return rows;
  }

  private static List<String> row(ResultSet found) throws SQLException {
    List<String> row = new ArrayList<>();
    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
      String value = found.getString(i);
      row.add(value == null ? "null" : "'" + value + "'");
    }
    return row;
  }
}

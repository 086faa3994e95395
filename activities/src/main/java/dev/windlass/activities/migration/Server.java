package dev.windlass.activities.migration;

import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Migrations;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What differs between the servers. */
enum Server {
  POSTGRESQL {
    @Override
    List<String> options(Migrations.Scripts scripts, String deployment) {
      StringBuilder settings = new StringBuilder();
      setting(settings, "lock_timeout", scripts.lockTimeout());
      setting(settings, "statement_timeout", scripts.statementTimeout());
      List<String> options = new ArrayList<>(plainOptions());
      options.add("ApplicationName=" + encoded(name(deployment)));
      if (!settings.isEmpty()) {
        options.add("options=" + encoded(settings.toString().strip()));
      }
      return options;
    }

    @Override
    List<String> plainOptions() {
      return List.of("connectTimeout=10", "tcpKeepAlive=true");
    }

    @Override
    @Nullable String notWritable(Connection connection) throws SQLException {
      return "f".equals(text(connection, "select pg_is_in_recovery()"))
          ? null
          : "is a standby, not the writable primary";
    }

    @Override
    List<Long> running(Connection connection, Journal.Row row) throws SQLException {
      return numbers(
          connection,
          "select pid from pg_stat_activity where application_name = ?"
              + " and usename = current_user and datname = current_database()"
              + " and pid <> pg_backend_pid()",
          name(row.deployment()));
    }

    @Override
    void end(Connection connection, long id) throws SQLException {
      text(connection, "select pg_terminate_backend(" + id + ")");
    }

    private void setting(StringBuilder settings, String name, @Nullable Duration value) {
      if (value != null) {
        settings.append(" -c ").append(name).append('=').append(value.toMillis());
      }
    }
  },

  MARIADB {
    @Override
    List<String> options(Migrations.Scripts scripts, String deployment) {
      List<String> variables = new ArrayList<>();
      if (scripts.lockTimeout() != null) {
        long seconds = Math.max(1, scripts.lockTimeout().toSeconds());
        variables.add("lock_wait_timeout=" + seconds);
        variables.add("innodb_lock_wait_timeout=" + seconds);
      }
      if (scripts.statementTimeout() != null) {
        variables.add(longest(scripts.statementTimeout()));
      }
      List<String> options = new ArrayList<>(plainOptions());
      options.add("connectionAttributes=program_name:" + name(deployment));
      if (!variables.isEmpty()) {
        // Taken as it stands: this driver decodes nothing.
        options.add("sessionVariables=" + String.join(",", variables));
      }
      return options;
    }

    // MariaDB limits every statement, in seconds; MySQL has no such variable, and limits a SELECT
    // only, in milliseconds. Each reads its own comment: which of the two answers is not known yet,
    // and a variable that a server does not have ends the connection. What stands before them is
    // the default of both.
    private String longest(Duration limit) {
      return "sql_auto_is_null=0/*M!100101,max_statement_time=%d*//*!50708,max_execution_time=%d*/"
          .formatted(Math.max(1, limit.toSeconds()), Math.max(1, limit.toMillis()));
    }

    @Override
    List<String> plainOptions() {
      return List.of("connectTimeout=10000", "tcpKeepAlive=true");
    }

    @Override
    @Nullable String notWritable(Connection connection) throws SQLException {
      return "0".equals(text(connection, "select @@global.read_only"))
          ? null
          : "is read only, not the writable primary";
    }

    @Override
    List<Long> running(Connection connection, Journal.Row row) throws SQLException {
      return row.connection() == 0
          ? List.of()
          : numbers(
              connection,
              "select id from information_schema.processlist where id = ?"
                  + " and db = database() and user = substring_index(current_user(), '@', 1)"
                  + " and id <> connection_id()",
              row.connection());
    }

    @Override
    void end(Connection connection, long id) throws SQLException {
      try (var statement = connection.createStatement()) {
        statement.execute("kill connection " + id);
      } catch (SQLException e) {
        if (e.getErrorCode() != 1094) { // it has ended meanwhile
          throw e;
        }
      }
    }
  };

  static Server of(Database.Engine engine) {
    return engine == Database.Engine.POSTGRESQL ? POSTGRESQL : MARIADB;
  }

  /** Of the URL: timeouts, and the name by which the server knows this deployment's connections. */
  abstract List<String> options(Migrations.Scripts scripts, String deployment);

  /** Of the URL, for looking and for the journal. */
  abstract List<String> plainOptions();

  /** Why nothing can be written there, or null. */
  abstract @Nullable String notWritable(Connection connection) throws SQLException;

  /** The number by which it knows this connection. */
  long id(Connection connection) throws SQLException {
    return Long.parseLong(
        text(
            connection, this == POSTGRESQL ? "select pg_backend_pid()" : "select connection_id()"));
  }

  /** Ids of connections of the row's deployment that still migrate. */
  abstract List<Long> running(Connection connection, Journal.Row row) throws SQLException;

  abstract void end(Connection connection, long id) throws SQLException;

  static String name(String deployment) {
    String name = "windlass-" + deployment.replaceAll("[^A-Za-z0-9._-]", "_");
    return name.substring(0, Math.min(63, name.length()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static String text(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static List<Long> numbers(Connection connection, String query, Object parameter)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setObject(1, parameter);
      List<Long> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getLong(1));
        }
      }
      return found;
    }
  }
}

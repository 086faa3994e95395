package dev.windlass.activities.migration;

import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.workflows.migration.safety.Analysis;
import dev.windlass.workflows.migration.safety.Effect;
import dev.windlass.workflows.migration.safety.Finding;
import dev.windlass.workflows.migration.safety.Script;
import dev.windlass.workflows.migration.safety.Target;
import dev.windlass.workflows.plan.Database.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A server beside what the analysis of migrations claims of it. */
final class LockClaims implements AutoCloseable {

  static final String USER = "claims";
  private static final String PASSWORD = "pass word";
  private final DatabaseServer server;
  private final Target target;
  private final Set<String> asked = new HashSet<>();
  private final Set<String> blocking = new HashSet<>();

  LockClaims(DatabaseServer server, Engine engine, String versionQuery) {
    this.server = server;
    server.createDatabase(USER, USER, PASSWORD);
    this.target = Target.of(engine, server.sql(USER, versionQuery).strip());
  }

  /** The worst effect that the analysis claims; a statement without a finding has none. */
  Effect claimed(String sql) {
    List<Script> script = List.of(new Script("claim", sql));
    Effect claimed =
        new Analysis(target, List.of(), LocalDate.EPOCH)
            .of(script).stream().map(Finding::effect).max(Enum::compareTo).orElse(Effect.NONE);
    asked.add(sql);
    if (claimed.blocksWriters()) {
      blocking.add(sql);
    }
    return claimed;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(USER), USER, PASSWORD);
  }

  void administrator(String sql) {
    server.sql(USER, sql);
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String first(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  /** Tells how many claims were held beside the server; each test asserts its own. */
  @Override
  public void close() {
    System.out.printf(
        "proof: %s: statements that lock as claimed | %d, of which %d keep others waiting | all%n",
        target, asked.size(), blocking.size());
    server.close();
  }
}

package dev.windlass.activities.migration;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.fleet.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears every script and statement from Flyway, and keeps the journal true. */
final class Progress implements Callback {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.migration");

  private static final Pattern SINGLE =
      Pattern.compile(
          "(ALTER|CREATE|DROP|RENAME|TRUNCATE|INSERT|UPDATE|DELETE|REPLACE)\\b",
          Pattern.CASE_INSENSITIVE);

  private final Journal journal;
  private final Change change;
  private final Server server;
  private volatile String now = "before the first script";
  private int statements;
  private String statement = "";
  private volatile boolean undoable = true;
  private volatile long own;

  Progress(Journal journal, Change change, Server server) {
    this.journal = journal;
    this.change = change;
    this.server = server;
  }

  /** What runs, for the engine's heartbeat and for failures. */
  String now() {
    return now;
  }

  /** Id of the connection on which this try's scripts run; 0 before the first. */
  long own() {
    return own;
  }

  RuntimeException unknown(String what) {
    return journal.history().unknown(what);
  }

  /** Whether the server takes back what runs when it fails. */
  boolean undoable() {
    return undoable;
  }

  /**
   * Whether the script that failed has done nothing. On MariaDB and MySQL a first statement that
   * the server refused; one that calls others may have done part of them, and so may PostgreSQL
   * without a transaction, which leaves an invalid index.
   */
  boolean didNothing() {
    return undoable
        || (server == Server.MARIADB && statements == 1 && SINGLE.matcher(statement).lookingAt());
  }

  @Override
  public boolean supports(Event event, Context context) {
    return switch (event) {
      case BEFORE_MIGRATE, BEFORE_EACH_MIGRATE, BEFORE_EACH_MIGRATE_STATEMENT, AFTER_EACH_MIGRATE ->
          true;
      default -> false;
    };
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public String getCallbackName() {
    return "windlass";
  }

  @Override
  public void handle(Event event, Context context) {
    try {
      switch (event) {
        case BEFORE_MIGRATE -> journal.enter(change.number(), change.deployment());
        case BEFORE_EACH_MIGRATE -> begin(context);
        case BEFORE_EACH_MIGRATE_STATEMENT -> statement(context);
        case AFTER_EACH_MIGRATE -> end();
        default -> throw new IllegalStateException("not asked for: " + event);
      }
    } catch (SQLException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE, "the journal cannot be written: " + e.getMessage());
    }
  }

  private void begin(Context context) throws SQLException {
    long fence = journal.read().fence();
    if (fence > change.number()) {
      throw Failures.of(
          FailureType.FENCED, "a later deployment, number " + fence + ", has migrated");
    }
    String script = LaidOutUpdates.told(context.getMigrationInfo().getScript());
    Connection connection = context.getConnection();
    undoable = server == Server.POSTGRESQL && !connection.getAutoCommit();
    statements = 0;
    statement = "";
    now = script;
    LOG.info("script {} begins", script);
    own = server.id(connection);
    if (!undoable) {
      journal.begin(script, own);
    }
  }

  private void statement(Context context) throws SQLException {
    String sql = Objects.requireNonNullElse(context.getStatement().getSql(), "").strip();
    statements++;
    statement = sql;
    String script = LaidOutUpdates.told(context.getMigrationInfo().getScript());
    now =
        script + ", statement " + statements + ": " + sql.substring(0, Math.min(200, sql.length()));
    if (!undoable) {
      journal.statement(statements, sql);
    }
  }

  private void end() throws SQLException {
    if (!undoable) {
      journal.ended();
    }
    undoable = true;
  }
}

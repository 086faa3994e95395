package dev.windlass.activities.restore;

import static dev.windlass.activities.restore.MariaDbCode.quoted;

import dev.windlass.activities.backup.EngineTools;
import dev.windlass.activities.backup.dump.DatabaseDump;
import dev.windlass.activities.backup.dump.DatabaseRestore;
import dev.windlass.activities.backup.dump.RestoreOptions;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.restore.RestoreWorkflow.Loaded;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Into a schema beside the database, compared there, then exchanged. The restoring user needs all
 * rights on schemas whose names begin with {@code windlass_}.
 */
final class MariaDbLanding implements Landing {

  /** How long an earlier attempt, whose Windlass worker died, may need to be noticed. */
  private static final int LOCK_SECONDS = 60;

  private final Sql sql;
  private final EngineTools tools;
  private final String target;
  private final String in;
  private final MariaDbExchange exchange;

  /**
   * @param id of the restore
   * @param sql to the target; the lock is held as long as it is open
   * @param tables those that were asked for; empty: all
   */
  MariaDbLanding(String id, Sql sql, EngineTools tools, List<String> tables) {
    String suffix = id.replaceAll("[^A-Za-z0-9]", "_");
    this.sql = sql;
    this.tools = tools;
    this.target = tools.endpoint().database();
    this.in = "windlass_in_" + suffix;
    this.exchange = new MariaDbExchange(sql, target, in, "windlass_out_" + suffix, tables);
  }

  @Override
  public Loaded load(Cargo cargo) throws IOException, SQLException {
    lock();
    Comparison comparison = new Comparison(cargo.manifest(), exchange.tables());
    if (!exchange.noted("loaded").isEmpty()) {
      return comparison.loaded();
    }
    requireClosed(target);
    sql.run("drop database if exists " + quoted(in));
    sql.run("create database " + quoted(in) + like(target));
    EngineTools beside = tools.of(in);
    RestoreOptions options =
        new RestoreOptions(
            RestoreOptions.Into.EMPTY,
            cargo.definers(),
            RestoreOptions.Events.PARKED,
            exchange.tables());
    cargo.into(new DatabaseRestore(beside.runner(), beside.endpoint(), options), sql);
    requireClosed(in);
    Loaded loaded =
        comparison.require(
            new DatabaseDump(beside.runner(), beside.endpoint(), List.of())
                .run(OutputStream.nullOutputStream()));
    exchange.open();
    exchange.note("loaded", "yes");
    return loaded;
  }

  /** Tables get the database's own alphabet where they name none. */
  private String like(String schema) throws SQLException {
    List<@Nullable String> found =
        sql.rows(
                "select default_character_set_name, default_collation_name"
                    + " from information_schema.schemata where schema_name = ?",
                schema)
            .getFirst();
    return " character set %s collate %s".formatted(found.get(0), found.get(1));
  }

  /**
   * A foreign key follows its table to another schema; across the border of a choice it would not.
   */
  void requireClosed(String schema) throws SQLException {
    if (exchange.tables().isEmpty()) {
      return;
    }
    List<String> crossing =
        sql
            .rows(
                "select table_name, referenced_table_name"
                    + " from information_schema.referential_constraints"
                    + " where constraint_schema = ? order by 1, 2",
                schema)
            .stream()
            .filter(row ->
                exchange.tables().contains(row.get(0)) != exchange.tables().contains(row.get(1)))
            .map(row -> row.get(0) + " refers to " + row.get(1))
            .toList();
    if (!crossing.isEmpty()) {
      throw Failures.of(
          FailureType.REFUSED,
          "a foreign key crosses the border of the chosen tables: %s; choose both, or neither"
              .formatted(String.join(", ", crossing)));
    }
  }

  @Override
  public void swap() throws SQLException {
    lock();
    if (exchange.noted("loaded").isEmpty()) {
      throw Failures.of(FailureType.INVALID, in + " holds no whole backup; load it again");
    }
    exchange.run();
  }

  @Override
  public @Nullable Boolean clean() throws SQLException {
    lock();
    boolean done = exchange.isDone();
    boolean known = exchange.isOpen();
    if (!done && exchange.hasBegun()) {
      exchange.back();
    }
    sql.run("drop database if exists " + quoted(in));
    sql.run("drop database if exists " + quoted(exchange.out()));
    return known ? done : null;
  }

  /** Two attempts never meet: the one that lost its Windlass worker keeps this until it ends. */
  private void lock() throws SQLException {
    endStray();
    String name = ("windlass_restore_" + target).substring(0, Math.min(64, target.length() + 17));
    if (!sql.is("select get_lock(?, ?)", name, LOCK_SECONDS)) {
      throw Failures.of(
          FailureType.UNREACHABLE, "another restore into %s is going on".formatted(target));
    }
    // Idle as long as a loading lasts.
    sql.run("set session wait_timeout = 604800");
  }

  /** What an earlier attempt still feeds into the schema beside. */
  private void endStray() throws SQLException {
    String stray =
        "select id from information_schema.processlist where db = ? and id <> connection_id()";
    for (String connection : sql.column(stray, in)) {
      try {
        sql.run("kill connection " + Long.parseLong(connection));
      } catch (SQLException e) {
        if (e.getErrorCode() != 1094) { // it has ended meanwhile
          throw e;
        }
      }
    }
  }
}

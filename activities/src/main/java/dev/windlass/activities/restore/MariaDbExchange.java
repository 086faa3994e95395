package dev.windlass.activities.restore;

import static dev.windlass.activities.restore.MariaDbCode.quoted;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one schema take the place of those of another by a single RENAME TABLE; the code
 * around them is made anew. How far it came stands beside what was put aside, so that whoever comes
 * next goes on from there, or back.
 *
 * @param target where people look
 * @param in what comes
 * @param out where goes what the target holds
 * @param tables those that are exchanged; empty: all, and what exists only in the target goes too
 */
record MariaDbExchange(Sql sql, String target, String in, String out, List<String> tables) {

  /** Named by what has happened when it is there; the first is renamed to the second. */
  private static final String READY = "windlass_ready";

  private static final String RENAMED = "windlass_renamed";

  /** Of the exchange itself. */
  private static final Set<String> OWN = Set.of(READY, RENAMED, "windlass_notes");

  private static final String TABLES =
      "select table_name from information_schema.tables where table_schema = ?"
          + " and table_type <> 'VIEW' order by 1";

  private static final String DEFAULTS =
      "select table_name, column_name, column_default from information_schema.columns"
          + " where table_schema = ? and locate(?, column_default) > 0";

  private static final int LOCK_SECONDS = 20;
  private static final int LOCK_TRIES = 6;
  private static final int LOCK_WAIT_TIMEOUT = 1205;

  /** Makes the place in which it is written down how far an exchange came. */
  void open() throws SQLException {
    sql.run("create database if not exists " + quoted(out));
    sql.run(
        "create table if not exists %s.windlass_notes (name varchar(40) primary key, text longtext)"
            .formatted(quoted(out)));
  }

  /** Whether there is such a place. */
  boolean isOpen() throws SQLException {
    return sql.is(
        "select count(*) from information_schema.tables"
            + " where table_schema = ? and table_name = 'windlass_notes'",
        out);
  }

  void note(String name, String text) throws SQLException {
    sql.run(
        "replace into %s.windlass_notes (name, text) values (?, ?)".formatted(quoted(out)),
        name,
        text);
  }

  /** What was noted, or empty. */
  String noted(String name) throws SQLException {
    return isOpen()
        ? sql.text("select text from %s.windlass_notes where name = ?".formatted(quoted(out)), name)
        : "";
  }

  /** Whether everything is in place. */
  boolean isDone() throws SQLException {
    return !noted("done").isEmpty();
  }

  /** Whether something of it has begun that the target would notice. */
  boolean hasBegun() throws SQLException {
    return !noted("former").isEmpty();
  }

  /**
   * Forth; when that fails, back again.
   *
   * @throws SQLException when the connection is lost in between, or the way back fails too
   */
  void run() throws SQLException {
    if (isDone()) {
      return;
    }
    prepare();
    try {
      forth();
      note("done", "yes");
    } catch (SQLException e) {
      if (isLost(e)) {
        throw e;
      }
      back();
      throw Failures.of(
          FailureType.INVALID,
          "what was loaded could not take the place of %s: %s".formatted(target, e.getMessage()));
    }
  }

  private void prepare() throws SQLException {
    if (hasBegun()) {
      return;
    }
    sql.run("create table if not exists %s.%s (nothing int)".formatted(quoted(out), READY));
    note("fresh", MariaDbCode.of(sql, in).of(tables).json());
    note("former", MariaDbCode.of(sql, target).of(tables).json());
  }

  private void forth() throws SQLException {
    MariaDbCode fresh = MariaDbCode.parse(noted("fresh"));
    MariaDbCode former = MariaDbCode.parse(noted("former"));
    if (!isRenamed()) {
      MariaDbCode.drop(sql, in, fresh.triggers());
      MariaDbCode.drop(sql, target, former.triggers());
      rename(in, out, new Sentinel(READY, RENAMED));
    }
    settle(in);
    MariaDbCode.drop(sql, target, former.pieces());
    MariaDbCode.make(sql, target, fresh.pieces());
  }

  /** As it was before. */
  void back() throws SQLException {
    MariaDbCode fresh = MariaDbCode.parse(noted("fresh"));
    MariaDbCode former = MariaDbCode.parse(noted("former"));
    MariaDbCode.drop(sql, target, fresh.pieces());
    if (isRenamed()) {
      rename(out, in, new Sentinel(RENAMED, READY));
    }
    MariaDbCode.drop(sql, target, former.pieces());
    MariaDbCode.make(sql, target, former.pieces());
    sql.run(
        "delete from %s.windlass_notes where name in ('fresh', 'former')".formatted(quoted(out)));
  }

  private boolean isRenamed() throws SQLException {
    return sql.is(
        "select count(*) from information_schema.tables where table_schema = ? and table_name = ?",
        out,
        RENAMED);
  }

  private record Sentinel(String from, String to) {}

  /** One statement, which happens whole or not at all, with the sign that it has happened. */
  private void rename(String coming, String going, Sentinel sentinel) throws SQLException {
    List<String> parts = new ArrayList<>();
    for (String table : sql.column(TABLES, target)) {
      if (tables.isEmpty() || tables.contains(table)) {
        parts.add(part(target, going, table));
      }
    }
    for (String table : sql.column(TABLES, coming)) {
      if (!OWN.contains(table)) {
        parts.add(part(coming, target, table));
      }
    }
    parts.add("%s.%s to %s.%s".formatted(quoted(out), sentinel.from(), quoted(out), sentinel.to()));
    patiently("rename table " + String.join(", ", parts));
  }

  private static String part(String from, String to, String table) {
    return "%s.%s to %s.%s".formatted(quoted(from), quoted(table), quoted(to), quoted(table));
  }

  private void patiently(String statement) throws SQLException {
    sql.run("set session lock_wait_timeout = " + LOCK_SECONDS);
    for (int tries = 1; ; tries++) {
      try {
        sql.run(statement);
        return;
      } catch (SQLException e) {
        if (e.getErrorCode() != LOCK_WAIT_TIMEOUT || tries == LOCK_TRIES) {
          throw e;
        }
      }
    }
  }

  /** A column's default that draws from a sequence still names the schema that it came from. */
  private void settle(String coming) throws SQLException {
    String old = quoted(coming) + ".";
    for (List<@Nullable String> row : sql.rows(DEFAULTS, target, old)) {
      sql.run(
          "alter table %s.%s alter column %s set default (%s)"
              .formatted(
                  quoted(target),
                  quoted(String.valueOf(row.get(0))),
                  quoted(String.valueOf(row.get(1))),
                  String.valueOf(row.get(2)).replace(old, quoted(target) + ".")));
    }
  }

  /** Class 08: the connection; 70100 and 1053: the server goes away. */
  static boolean isLost(SQLException e) {
    String state = e.getSQLState();
    boolean gone = state != null && (state.startsWith("08") || state.equals("70100"));
    return gone || e.getErrorCode() == 1053;
  }
}

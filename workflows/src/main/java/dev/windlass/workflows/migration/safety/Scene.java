package dev.windlass.workflows.migration.safety;

import java.util.List;
import java.util.TreeSet;

/** What a script has done before a statement: what it created nobody else uses yet. */
final class Scene {

  // IF NOT EXISTS may find a table that is full: what it names is not new.
  private static final Shape CREATES =
      Shape.of(
          "CREATE [OR REPLACE] [GLOBAL|LOCAL] [TEMP|TEMPORARY|UNLOGGED] {TABLE|SEQUENCE|MATERIALIZED VIEW} !{IF NOT EXISTS} <table>");
  private static final Shape DROPS =
      Shape.of("DROP [TEMPORARY] {TABLE|SEQUENCE|MATERIALIZED VIEW} [IF EXISTS] <tables>");
  private static final Shape ADDS = Shape.of("ALTER TABLE: ADD [COLUMN] !{IF NOT EXISTS} <column>");
  private static final Shape RENAMES = Shape.of("ALTER TABLE: RENAME [TO|AS] <table> $");
  private static final Shape RENAMES_TABLE = Shape.of("RENAME {TABLE|TABLES}");
  private static final Shape MOVES =
      Shape.of("{USE|SET [SESSION|LOCAL] SEARCH_PATH|ROLLBACK !{TO|WORK TO|TRANSACTION TO}}");
  private static final Shape BEGINS = Shape.of("{BEGIN !{NOT}|START TRANSACTION}");
  private static final Shape ENDS =
      Shape.of("{COMMIT|END|ABORT|ROLLBACK} [WORK|TRANSACTION] !{TO|PREPARED|AND CHAIN}");

  private final TreeSet<String> tables = new TreeSet<>();
  private final TreeSet<String> columns = new TreeSet<>();
  private boolean transaction;
  private boolean unchecked;

  /** Within a transaction that the script itself has begun. */
  boolean inTransaction() {
    return transaction;
  }

  /** MariaDB and MySQL were told not to check foreign keys. */
  boolean unchecked() {
    return unchecked;
  }

  boolean created(String table) {
    return tables.contains(table);
  }

  boolean createdAll(List<String> names) {
    return !names.isEmpty() && tables.containsAll(names);
  }

  boolean added(String table, String column) {
    return columns.contains(table + "." + column);
  }

  /** Takes note of what one act did. */
  void after(Act act) {
    transactions(act);
    if (MOVES.match(act) != null) {
      tables.clear();
      columns.clear();
    }
    Shape.Match created = CREATES.match(act);
    if (created != null) {
      tables.addAll(created.tables());
    }
    Shape.Match dropped = DROPS.match(act);
    if (dropped != null) {
      dropped.tables().forEach(this::forget);
    }
    if (RENAMES_TABLE.match(act) != null) {
      // A swap: what has which name now is not worth following.
      tables.clear();
    }
    if (act.table() != null) {
      altered(act, act.table());
    }
    Settings.foreignKeyChecks(act).ifPresent(on -> unchecked = !on);
  }

  private void forget(String table) {
    tables.remove(table);
    columns.removeIf(column -> column.startsWith(table + "."));
  }

  private void altered(Act act, String table) {
    Shape.Match added = ADDS.match(act);
    if (added != null) {
      int begun = act.is(1, "COLUMN") && act.behindName(2) > 0 ? 2 : 1;
      columns.add(table + "." + act.name(begun, act.behindName(begun)));
    }
    Shape.Match renamed = RENAMES.match(act);
    if (renamed != null && tables.remove(table)) {
      String schema = table.substring(0, table.lastIndexOf('.') + 1);
      String name = renamed.tables().getFirst();
      tables.add(name.contains(".") ? name : schema + name);
    }
  }

  private void transactions(Act act) {
    if (BEGINS.match(act) != null) {
      transaction = true;
    } else if (ENDS.match(act) != null) {
      transaction = false;
    }
  }
}

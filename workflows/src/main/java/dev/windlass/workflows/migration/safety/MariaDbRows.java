package dev.windlass.workflows.migration.safety;

import static dev.windlass.workflows.migration.safety.Rule.rule;

import java.util.List;

/** Rows of tables of MariaDB and MySQL. */
final class MariaDbRows {

  static final List<Rule> RULES =
      List.of(
          rule("delete-all-rows", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.WRITERS_WAIT)
              .on(
                  "DELETE [LOW_PRIORITY] [QUICK] [IGNORE] FROM <table> {$|WHERE|LIMIT|ORDER BY|RETURNING}",
                  "DELETE [LOW_PRIORITY] [QUICK] [IGNORE] !{HISTORY|FROM|$} <name> ... FROM <name>",
                  "DELETE [LOW_PRIORITY] [QUICK] [IGNORE] FROM <name>")
              .when((act, _) -> Rows.all(act) && !act.is(1, "HISTORY"))
              .says(
                  "Nothing chooses which rows are gone, and who writes one waits until the transaction ends.",
                  "Say which rows, and delete them in batches with a fresh backup.",
                  "DELETE"),
          rule("delete-rows", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on(
                  "DELETE [LOW_PRIORITY] [QUICK] [IGNORE] FROM <table> {WHERE|ORDER BY}",
                  "DELETE [LOW_PRIORITY] [QUICK] [IGNORE] !{HISTORY|FROM|$} <name> ... FROM <name>",
                  "DELETE [LOW_PRIORITY] [QUICK] [IGNORE] FROM <name>")
              .when((act, _) -> !Rows.all(act) && !act.is(1, "HISTORY"))
              .says(
                  "How many rows go depends on what is there.",
                  "Count them first, and delete in batches.",
                  "DELETE"),
          rule("backfill-all-rows", MigrationKind.SAFE)
              .effect(Effect.WRITERS_WAIT)
              .on("UPDATE [LOW_PRIORITY] [IGNORE] <table> [[AS] <name>] SET")
              .when((act, scene) -> Rows.all(act) && Rows.fillsNewColumns(act, scene))
              .says(
                  "Who writes any row waits until the transaction ends.",
                  "Fill in batches, outside the migration.",
                  "Locks Set by Different SQL Statements in InnoDB"),
          rule("update-all-rows", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.WRITERS_WAIT)
              .on(
                  "UPDATE [LOW_PRIORITY] [IGNORE] <table> [[AS] <name>] SET <value>",
                  "UPDATE [LOW_PRIORITY] [IGNORE] <name> ... SET <name>")
              .when((act, scene) -> Rows.all(act) && !Rows.fillsNewColumns(act, scene))
              .says(
                  "The old values of all rows are gone, and who writes one waits until the transaction ends.",
                  "Say which rows, and change them in batches with a fresh backup.",
                  "UPDATE"),
          rule("update-rows", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on(
                  "UPDATE [LOW_PRIORITY] [IGNORE] <table> [[AS] <name>] SET <value>",
                  "UPDATE [LOW_PRIORITY] [IGNORE] <name> ... SET <name>")
              .when((act, _) -> !Rows.all(act))
              .says(
                  "How many rows change depends on what is there.",
                  "Count them first, and change them in batches.",
                  "UPDATE"),
          rule("insert-select", MigrationKind.SAFE)
              .effect(Effect.WRITERS_WAIT)
              .on("{INSERT|REPLACE} ... SELECT ... FROM <table>", "{INSERT|REPLACE} ... (..) $")
              .when((act, _) -> selectsFromTable(act))
              .says(
                  "Rows that are read are locked until the transaction ends, so that who writes them waits.",
                  "Read in batches, or READ COMMITTED with row based replication.",
                  "Locks Set by Different SQL Statements in InnoDB"),
          rule("create-table-select", MigrationKind.EXPAND)
              .effect(Effect.WRITERS_WAIT)
              .on(
                  "CREATE [OR REPLACE] [TEMPORARY] TABLE ... SELECT ... FROM <table>",
                  "CREATE [OR REPLACE] [TEMPORARY] TABLE ... (..) $")
              .when((act, _) -> selectsFromTable(act))
              .says(
                  "Rows that are read are locked until the statement ends, so that who writes them waits.",
                  "Create the table first, and fill it in batches.",
                  "Locks Set by Different SQL Statements in InnoDB"),
          rule("replace-rows", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on("REPLACE [LOW_PRIORITY|DELAYED] [INTO] <table>")
              .says(
                  "Rows of the same key are deleted first, and columns that are not named lose their values.",
                  "INSERT … ON DUPLICATE KEY UPDATE, with each column that may change.",
                  "REPLACE"),
          rule("upsert", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on(
                  "INSERT [LOW_PRIORITY|DELAYED|HIGH_PRIORITY] [IGNORE] [INTO] <table> ... ON DUPLICATE KEY UPDATE")
              .says(
                  "Rows that are there already lose their values.",
                  "INSERT of rows that cannot be there yet.",
                  "INSERT ON DUPLICATE KEY UPDATE"),
          rule("insert-ignore", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on("INSERT [LOW_PRIORITY|DELAYED|HIGH_PRIORITY] IGNORE [INTO] <table>")
              .says(
                  "Rows that do not fit are left out or bent, without an error.",
                  "Leave IGNORE out.",
                  "INSERT, IGNORE"),
          rule("load-data", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on("LOAD {DATA|XML}")
              .says("The rows are in a file.", "Write them into the script.", "LOAD DATA"),
          rule("select-for-update", MigrationKind.SAFE)
              .effect(Effect.WRITERS_WAIT)
              .on("SELECT ... FOR {UPDATE|SHARE}", "SELECT ... LOCK IN SHARE MODE")
              .says(
                  "Who writes the chosen rows waits until the transaction ends.",
                  "Leave the locking to the statements that need it.",
                  "Locking Reads"),
          rule("write-file", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on("SELECT ... INTO {OUTFILE|DUMPFILE}")
              .says(
                  "It writes a file on the server's host.",
                  "Leave the export to a client.",
                  "SELECT INTO OUTFILE"),
          rule(Rules.CALL, MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on("CALL <name>", "DO <value>")
              .says(
                  "What the routine does is not in this script.",
                  "Write its statements into the script, or try it on a restored copy.",
                  "CALL"));

  private MariaDbRows() {}

  /** Also of a SELECT in parentheses. */
  private static boolean selectsFromTable(Act act) {
    if (act.has("SELECT")) {
      return act.has("FROM");
    }
    int open = act.find("(", 1);
    while (open >= 0) {
      if (act.is(open + 1, "SELECT") && act.tokens().stream().anyMatch(token -> token.is("FROM"))) {
        return true;
      }
      open = act.find("(", act.behind(open));
    }
    return false;
  }
}

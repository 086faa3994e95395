package dev.windlass.workflows.migration.safety;

import static dev.windlass.workflows.migration.safety.Rule.rule;

import java.util.List;

/** Rows of PostgreSQL's tables. */
final class PostgresRows {

  static final List<Rule> RULES =
      List.of(
          rule("delete-all-rows", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.WRITERS_WAIT)
              .on("DELETE FROM <table>")
              .when((act, _) -> Rows.all(act))
              .says(
                  "All rows are gone, and who writes one waits until the transaction ends.",
                  "Say which rows, and delete them in batches with a fresh backup.",
                  "PostgreSQL, DELETE"),
          rule("delete-rows", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on("DELETE FROM <table>")
              .when((act, _) -> !Rows.all(act))
              .says(
                  "How many rows go depends on what is there.",
                  "Count them first, and delete in batches.",
                  "PostgreSQL, DELETE"),
          rule("backfill-all-rows", MigrationKind.SAFE)
              .effect(Effect.WRITERS_WAIT)
              .on("UPDATE <table> [[AS] <name>] SET")
              .when((act, scene) -> Rows.all(act) && Rows.fillsNewColumns(act, scene))
              .says(
                  "Who writes any row waits until the transaction ends.",
                  "Fill in batches, outside the migration.",
                  "PostgreSQL, Row-Level Locks"),
          rule("update-all-rows", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.WRITERS_WAIT)
              .on("UPDATE <table> [[AS] <name>] SET")
              .when((act, scene) -> Rows.all(act) && !Rows.fillsNewColumns(act, scene))
              .says(
                  "The old values of all rows are gone, and who writes one waits until the transaction ends.",
                  "Say which rows, and change them in batches with a fresh backup.",
                  "PostgreSQL, UPDATE"),
          rule("update-rows", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on("UPDATE <table> [[AS] <name>] SET")
              .when((act, _) -> !Rows.all(act))
              .says(
                  "How many rows change depends on what is there.",
                  "Count them first, and change them in batches.",
                  "PostgreSQL, UPDATE"),
          rule("upsert", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on("INSERT INTO <table> ... ON CONFLICT ... DO UPDATE")
              .says(
                  "Rows that are there already lose their values.",
                  "ON CONFLICT DO NOTHING, where the old values may stay.",
                  "PostgreSQL, INSERT"),
          rule("merge", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on("MERGE INTO")
              .says(
                  "Which rows are changed or deleted depends on what is there.",
                  "Count them first.",
                  "PostgreSQL, MERGE"),
          rule("copy-from-elsewhere", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on("COPY <table> [(..)] FROM !{STDIN|PROGRAM}")
              .says(
                  "The rows are in a file of the server's host.",
                  "COPY … FROM stdin, with the rows in the script.",
                  "PostgreSQL, COPY"),
          rule("runs-program", MigrationKind.CONTRACT)
              .risk(Risk.UNREADABLE)
              .on("COPY ... {FROM|TO} PROGRAM")
              .says(
                  "A program is run on the server's host.",
                  "Write the rows into the script.",
                  "PostgreSQL, COPY"),
          rule("select-for-update", MigrationKind.SAFE)
              .effect(Effect.WRITERS_WAIT)
              .on("SELECT ... FOR {UPDATE|NO KEY UPDATE|SHARE|KEY SHARE}")
              .says(
                  "Who writes the chosen rows waits until the transaction ends.",
                  "Leave the locking to the statements that need it.",
                  "PostgreSQL, Explicit Locking"),
          rule(Rules.CALL, MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on("CALL <name>", "SELECT <value>", "(..)", "VALUES (..)")
              .when((act, _) -> act.is(0, "CALL") || PostgresCalls.unknown(act))
              .says(
                  "What the routine does is not in this script.",
                  "Write its statements into the script, or try it on a restored copy.",
                  "PostgreSQL, CALL"));

  private PostgresRows() {}
}

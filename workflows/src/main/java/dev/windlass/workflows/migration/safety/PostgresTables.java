package dev.windlass.workflows.migration.safety;

import static dev.windlass.workflows.migration.safety.Rule.rule;

import dev.windlass.workflows.plan.Database.Engine;
import java.util.List;

/** Tables and partitions of PostgreSQL. */
final class PostgresTables {

  static final List<Rule> RULES =
      List.of(
          rule("drop-table", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.MOMENT)
              .on("DROP TABLE [IF EXISTS] <tables> [RESTRICT] $")
              .says(
                  "The rows are gone, and code that names the table fails.",
                  "Rename it first and drop it in a later release, with a fresh backup.",
                  "PostgreSQL, DROP TABLE"),
          rule("truncate", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.MOMENT)
              .on(
                  "TRUNCATE [TABLE] <tables> [RESTART IDENTITY|CONTINUE IDENTITY] [CASCADE|RESTRICT] $")
              .says(
                  "All rows are gone; with CASCADE those of tables that point here too.",
                  "Delete in batches what is not needed, with a fresh backup.",
                  "PostgreSQL, TRUNCATE"),
          rule("rename-table", MigrationKind.CONTRACT)
              .risk(Risk.BREAKS)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: RENAME TO <name> $", "ALTER TABLE: SET SCHEMA <name> $")
              .says(
                  "Code that names the table as before fails.",
                  "Rename it and create a view of the old name in one transaction; drop the view later.",
                  "PostgreSQL, ALTER TABLE"),
          rule("set-tablespace", MigrationKind.SAFE)
              .effect(Effect.REWRITES)
              .on(
                  "ALTER TABLE: SET TABLESPACE <name>",
                  "ALTER INDEX ... SET TABLESPACE <name>",
                  "ALTER MATERIALIZED VIEW ... SET TABLESPACE <name>")
              .says(
                  "All data is copied to the other place under an exclusive lock.",
                  "Move indexes by building them anew concurrently there, tables in a time without use.",
                  "PostgreSQL, ALTER TABLE"),
          rule("change-persistence", MigrationKind.SAFE)
              .effect(Effect.REWRITES)
              .on("ALTER TABLE: SET {LOGGED|UNLOGGED} $")
              .says(
                  "The table is written anew under an exclusive lock, and an unlogged table is empty after a crash.",
                  "Decide on it when the table is created.",
                  "PostgreSQL, ALTER TABLE"),
          rule("set-access-method", MigrationKind.SAFE)
              .effect(Effect.REWRITES)
              .on("ALTER TABLE: SET ACCESS METHOD")
              .says(
                  "The table is written anew under an exclusive lock.",
                  "Create another table and move the rows in batches.",
                  "PostgreSQL, ALTER TABLE"),
          rule("cluster", MigrationKind.SAFE)
              .effect(Effect.REWRITES)
              .on("CLUSTER")
              .says(
                  "The table is written anew in another order under an exclusive lock.",
                  "Use a tool that copies beside the table, or leave the order.",
                  "PostgreSQL, CLUSTER"),
          rule("vacuum-full", MigrationKind.SAFE)
              .effect(Effect.REWRITES)
              .on("VACUUM FULL", "VACUUM (..)")
              .when((act, _) -> act.is(1, "FULL") || switchedOn(act, "FULL"))
              .says(
                  "The table is written anew under an exclusive lock.",
                  "Use plain VACUUM, or a tool that copies beside the table.",
                  "PostgreSQL, VACUUM"),
          rule("lock-table", MigrationKind.SAFE)
              .effect(Effect.ALL_WAIT)
              .on(
                  "LOCK [TABLE] <tables> [NOWAIT] $",
                  "LOCK [TABLE] <tables> IN ACCESS EXCLUSIVE MODE")
              .says(
                  "Others wait until the end of this transaction.",
                  "Leave the locking to the statements that need it.",
                  "PostgreSQL, LOCK"),
          rule("lock-table", MigrationKind.SAFE)
              .effect(Effect.WRITERS_WAIT)
              .on("LOCK [TABLE] <tables> IN {SHARE|SHARE ROW EXCLUSIVE|EXCLUSIVE} MODE")
              .says(
                  "Writers wait until the end of this transaction.",
                  "Leave the locking to the statements that need it.",
                  "PostgreSQL, LOCK"),
          rule("attach-partition-exclusively", MigrationKind.EXPAND)
              .risk(Risk.DEPENDS)
              .effect(Effect.ALL_WAIT)
              .on("ALTER TABLE: ATTACH PARTITION <name>")
              .servers(target -> target.before(Engine.POSTGRESQL, 12, 0))
              .says(
                  "Before version 12 the parent is locked exclusively while the rows of the new partition are read.",
                  "Add a valid CHECK of the bounds to the new partition first, so that its rows need not be read.",
                  "PostgreSQL, ALTER TABLE"),
          rule("attach-partition", MigrationKind.EXPAND)
              .risk(Risk.DEPENDS)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: ATTACH PARTITION <name>")
              .servers(target -> target.from(Engine.POSTGRESQL, 12, 0))
              .says(
                  "The rows of the new partition, and of a default partition, are read under an exclusive lock on these.",
                  "Add a valid CHECK of the bounds to both first, so that no rows need to be read.",
                  "PostgreSQL, ALTER TABLE"),
          rule("detach-partition", MigrationKind.CONTRACT)
              .effect(Effect.ALL_WAIT)
              .on("ALTER TABLE: DETACH PARTITION <name> [FINALIZE] $")
              .says(
                  "The parent is locked exclusively, and its readers no longer see the rows.",
                  "DETACH PARTITION … CONCURRENTLY (version 14), outside a transaction.",
                  "PostgreSQL, ALTER TABLE"),
          rule("detach-partition-concurrently", MigrationKind.CONTRACT)
              .on("ALTER TABLE: DETACH PARTITION <name> CONCURRENTLY")
              .servers(target -> target.from(Engine.POSTGRESQL, 14, 0))
              .says(
                  "Nobody waits, but the parent's readers no longer see the rows.",
                  "PostgreSQL, ALTER TABLE"),
          rule("disable-trigger", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: DISABLE {TRIGGER|RULE} <name> $")
              .says(
                  "Rows that come in meanwhile miss what the trigger does, with ALL also the checks of foreign keys.",
                  "Make the trigger itself leave out what it should.",
                  "PostgreSQL, ALTER TABLE"),
          rule("row-level-security", MigrationKind.CONTRACT)
              .risk(Risk.BREAKS)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: {ENABLE|FORCE} ROW LEVEL SECURITY $")
              .says(
                  "Without a policy nobody but the owner sees a row from now on.",
                  "Create the policies first, in the same transaction.",
                  "PostgreSQL, ALTER TABLE"),
          rule("change-owner", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.MOMENT)
              .on(
                  "ALTER TABLE: OWNER TO <name> $",
                  "ALTER {SCHEMA|SEQUENCE|VIEW|MATERIALIZED VIEW|FUNCTION|PROCEDURE|TYPE|DOMAIN|DATABASE} ... OWNER TO")
              .says(
                  "Code that worked by being the owner may no longer be let in.",
                  "Grant what the running code needs first.",
                  "PostgreSQL, ALTER TABLE"));

  private PostgresTables() {}

  /** Whether a list of options in parentheses turns this one on. */
  static boolean switchedOn(Act act, String option) {
    for (int i = 2; i < act.tokens().size() && !act.is(i, ")"); i++) {
      if (act.is(i, option)) {
        return !(act.is(i + 1, "OFF") || act.is(i + 1, "FALSE") || act.is(i + 1, "0"));
      }
    }
    return false;
  }
}

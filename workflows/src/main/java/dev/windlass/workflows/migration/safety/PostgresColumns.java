package dev.windlass.workflows.migration.safety;

import static dev.windlass.workflows.migration.safety.MigrationKind.CONTRACT;
import static dev.windlass.workflows.migration.safety.MigrationKind.EXPAND;
import static dev.windlass.workflows.migration.safety.Rule.rule;

import dev.windlass.workflows.plan.Database.Engine;
import java.util.List;

/** Columns of PostgreSQL's tables. */
final class PostgresColumns {

  private static final String PAGE = "PostgreSQL, ALTER TABLE";
  private static final String COLUMN = "ALTER TABLE: ADD [COLUMN] [IF NOT EXISTS] <column>";
  private static final String ADD = COLUMN + " <value>";
  private static final String SERIAL = "{SERIAL|BIGSERIAL|SMALLSERIAL|SERIAL2|SERIAL4|SERIAL8}";
  private static final String ALTER = "ALTER TABLE: ALTER [COLUMN] <name>";

  static final List<Rule> RULES =
      List.of(
          rule("drop-column", CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: DROP [COLUMN] [IF EXISTS] <name> [RESTRICT|CASCADE] $")
              .says(
                  "The column's values are gone, and code that names it fails.",
                  "Drop it in a later release, once no code names it, with a fresh backup.",
                  PAGE),
          rule("rename-column", CONTRACT)
              .risk(Risk.BREAKS)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: RENAME [COLUMN] <name> TO <name> $")
              .when((act, _) -> !act.is(1, "CONSTRAINT"))
              .says(
                  "Code that names the column as before fails.",
                  "Add the new column, write both, move readers over, drop the old one later.",
                  PAGE),
          rule("change-column-type", CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.REWRITES)
              .on(ALTER + " [SET DATA] TYPE <value>")
              .says(
                  "The table and its indexes are written anew under an exclusive lock unless the types are stored alike, and values may not fit or lose digits.",
                  "Add a column of the new type, fill it in batches, switch code over, drop the old one later.",
                  PAGE + ", Notes"),
          rule("set-not-null", CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.ALL_WAIT)
              .on(ALTER + " SET NOT NULL $")
              .says(
                  "All rows are read under an exclusive lock, it fails on the first NULL, and code that writes none fails afterwards.",
                  "Add CHECK (column IS NOT NULL) NOT VALID, validate it, then set NOT NULL (which from version 12 on needs no scan) and drop the check.",
                  PAGE),
          rule("drop-default", CONTRACT)
              .effect(Effect.MOMENT)
              .on(ALTER + " DROP DEFAULT $")
              .says("Code that leaves the column out writes NULL from now on.", PAGE),
          rule("drop-identity", CONTRACT)
              .effect(Effect.MOMENT)
              .on(ALTER + " DROP {IDENTITY|EXPRESSION} [IF EXISTS] $")
              .says("Code that leaves the column out writes NULL from now on.", PAGE),
          rule("set-expression", CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.REWRITES)
              .on(ALTER + " SET EXPRESSION AS (..)")
              .says(
                  "All values are computed anew, and the table written anew, under an exclusive lock.",
                  "Add another generated column and switch code over.",
                  PAGE),
          rule("restart-sequence", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .effect(Effect.MOMENT)
              .on(ALTER + " RESTART", ALTER + " SET ... RESTART")
              .says(
                  "Numbers that rows already have may be handed out again.",
                  "Restart above the highest number that is there.",
                  PAGE),
          rule("add-column-default-rewrites", EXPAND)
              .effect(Effect.REWRITES)
              .on(ADD)
              .when((act, _) -> Columns.hasValue(act) && !Columns.hasVolatileDefault(act))
              .servers(target -> target.before(Engine.POSTGRESQL, 11, 0))
              .says(
                  "Before version 11 a default is written into every row under an exclusive lock.",
                  "Add the column without a default, set the default, fill old rows in batches.",
                  PAGE + ", Notes"),
          rule("add-column-volatile-default", EXPAND)
              .effect(Effect.REWRITES)
              .on(ADD)
              .when((act, _) -> Columns.hasVolatileDefault(act))
              .says(
                  "The default differs from row to row, so that the whole table is written anew under an exclusive lock.",
                  "Add the column without a default, set the default, fill old rows in batches.",
                  PAGE + ", Notes"),
          rule("add-identity-column", EXPAND)
              .effect(Effect.REWRITES)
              .on(COLUMN + " " + SERIAL, ADD + " ... AS IDENTITY")
              .says(
                  "Every row gets its number, so that the whole table is written anew under an exclusive lock.",
                  "Add a plain column, fill it in batches, then add the identity.",
                  PAGE + ", Notes"),
          rule("add-generated-column", EXPAND)
              .effect(Effect.REWRITES)
              .on(ADD + " ... GENERATED ALWAYS AS (..) STORED")
              .says(
                  "Every row gets its value, so that the whole table is written anew under an exclusive lock.",
                  "Use a virtual column (version 18) or a view, or a plain column that a trigger fills.",
                  PAGE + ", Notes"),
          rule("add-not-null-column-without-default", CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.MOMENT)
              .on(ADD)
              .when(
                  (act, _) -> act.has("NOT NULL") && !Columns.hasDefault(act) && !fillsItself(act))
              .says(
                  "It fails unless the table is empty, and code that does not know the column can insert nothing.",
                  "Give it a default, or allow NULL until the code that fills it is everywhere.",
                  PAGE),
          rule("add-column-unique", CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.ALL_WAIT)
              .on(ADD)
              .when((act, _) -> act.has("UNIQUE") || act.has("PRIMARY KEY"))
              .says(
                  "The index is built under an exclusive lock.",
                  "Add the column, build a unique index concurrently, then add the constraint USING INDEX.",
                  PAGE),
          rule("add-column-check", CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.ALL_WAIT)
              .on(ADD)
              .when((act, _) -> act.has("CHECK"))
              .says(
                  "All rows are read under an exclusive lock to verify the check.",
                  "Add the column, add the check NOT VALID, validate it in another transaction.",
                  PAGE + ", Notes"),
          rule("add-column-references", EXPAND)
              .risk(Risk.DEPENDS)
              .effect(Effect.ALL_WAIT)
              .on(ADD)
              .when((act, _) -> act.has("REFERENCES") && Columns.hasValue(act))
              .says(
                  "All rows are checked against the other table under an exclusive lock, since the default fills them.",
                  "Add the column without a default, then the foreign key NOT VALID, and validate it in another transaction.",
                  PAGE + ", Notes"));

  private PostgresColumns() {}

  private static boolean fillsItself(Act act) {
    return act.has("GENERATED")
        || act.tokens().stream()
            .anyMatch(token ->
                token.isAny(
                    List.of(
                        "SERIAL", "BIGSERIAL", "SMALLSERIAL", "SERIAL2", "SERIAL4", "SERIAL8")));
  }
}

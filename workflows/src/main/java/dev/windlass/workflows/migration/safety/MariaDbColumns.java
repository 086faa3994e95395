package dev.windlass.workflows.migration.safety;

import static dev.windlass.workflows.migration.safety.Rule.rule;

import dev.windlass.workflows.plan.Database.Engine;
import java.util.List;

/** Columns of tables of MariaDB and MySQL. */
final class MariaDbColumns {

  private static final String COLUMN =
      "!{INDEX|KEY|FULLTEXT|SPATIAL|PARTITION|SYSTEM VERSIONING|PERIOD FOR} <column>";
  private static final String ADD =
      "ALTER TABLE: ADD [COLUMN] [IF NOT EXISTS] " + COLUMN + " <value>";

  static final List<Rule> RULES =
      List.of(
          rule("drop-column", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: DROP [COLUMN] [IF EXISTS] <name> [RESTRICT|CASCADE] $")
              .when((act, _) -> !namesOther(act))
              .says(
                  "The column's values are gone, and code that names it fails.",
                  "Drop it in a later release, once no code names it, with a fresh backup.",
                  "ALTER TABLE"),
          rule("rename-column", MigrationKind.CONTRACT)
              .risk(Risk.BREAKS)
              .effect(Effect.MOMENT)
              .on(
                  "ALTER TABLE: RENAME COLUMN <name> TO <name> $",
                  "ALTER TABLE: CHANGE [COLUMN] [IF EXISTS] <name> <name> <value>")
              .when((act, _) -> act.is(0, "RENAME") || renames(act))
              .says(
                  "Code that names the column as before fails.",
                  "Add the new column, write both, move readers over, drop the old one later.",
                  "ALTER TABLE"),
          rule("change-column", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.COPIES)
              .atMost()
              .on(
                  "ALTER TABLE: MODIFY [COLUMN] [IF EXISTS] <name> <value>",
                  "ALTER TABLE: CHANGE [COLUMN] [IF EXISTS] <name> <name> <value>")
              .says(
                  "Unless the type only grows, the whole table is copied while writers wait, and values that do not fit are cut or refused.",
                  "Ask for ALGORITHM=INPLACE, LOCK=NONE, which the server refuses where it cannot be had; or add a column, fill it in batches, switch over.",
                  "InnoDB Online DDL, Changing the column data type"),
          rule("drop-default", MigrationKind.CONTRACT)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: ALTER [COLUMN] <name> DROP DEFAULT $")
              .says(
                  "Code that leaves the column out fails where it may not be NULL.", "ALTER TABLE"),
          rule("add-column-rebuilds", MigrationKind.EXPAND)
              .effect(Effect.REBUILDS)
              .on(ADD)
              .when(
                  (act, _) -> !generated(act) && !numbers(act) && !Columns.hasVolatileDefault(act))
              .servers(target ->
                  target.before(Engine.MARIADB, 10, 3) || target.before(Engine.MYSQL, 8, 0))
              .says(
                  "Before MariaDB 10.3 and MySQL 8.0 the whole table is built anew, beside readers and writers.",
                  "Add all columns in one statement, in a quiet hour.",
                  "InnoDB Online DDL, Adding a column"),
          rule("add-column-rebuilds", MigrationKind.EXPAND)
              .effect(Effect.REBUILDS)
              .on(ADD + " ... {FIRST|AFTER <name>} $")
              .when(
                  (act, _) -> !generated(act) && !numbers(act) && !Columns.hasVolatileDefault(act))
              .servers(target ->
                  (target.from(Engine.MARIADB, 10, 3) && target.before(Engine.MARIADB, 10, 4))
                      || (target.from(Engine.MYSQL, 8, 0) && target.before(Engine.MYSQL, 8, 1)))
              .says(
                  "A column that is not the last can be added at once only from MariaDB 10.4 and MySQL 8.0.29 on; the whole table is built anew.",
                  "Add it as the last column.",
                  "InnoDB Online DDL, Adding a column"),
          rule("add-column-volatile-default", MigrationKind.EXPAND)
              .effect(Effect.COPIES)
              .on(ADD)
              .when((act, _) -> Columns.hasVolatileDefault(act))
              .says(
                  "The default differs from row to row, so that the whole table is copied while writers wait.",
                  "Add the column without a default, fill it in batches, set the default.",
                  "InnoDB Online DDL, Adding a column"),
          rule("add-generated-column", MigrationKind.EXPAND)
              .effect(Effect.COPIES)
              .on(ADD + " ... AS (..) ... {STORED|PERSISTENT}")
              .says(
                  "Every row gets its value, so that the whole table is copied while writers wait.",
                  "Use a virtual column.",
                  "InnoDB Online DDL, Generated columns"),
          rule("add-auto-increment-column", MigrationKind.EXPAND)
              .effect(Effect.WRITERS_WAIT)
              .on(ADD)
              .when((act, _) -> numbers(act))
              .says(
                  "Every row gets its number while writers wait.",
                  "Add a plain column, fill it in batches, then make it AUTO_INCREMENT in a quiet hour.",
                  "InnoDB Online DDL, Adding a column"),
          rule("add-not-null-column-without-default", MigrationKind.CONTRACT)
              .risk(Risk.BREAKS)
              .effect(Effect.MOMENT)
              .on(ADD)
              .when((act, _) ->
                  act.has("NOT NULL")
                      && !Columns.hasDefault(act)
                      && !generated(act)
                      && !numbers(act))
              .says(
                  "In strict mode code that does not know the column can insert nothing.",
                  "Give it a default, or allow NULL until the code that fills it is everywhere.",
                  "Data Type Default Values"),
          rule("alter-ignore", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.COPIES)
              .on("ALTER [ONLINE] IGNORE TABLE")
              .says(
                  "Rows that a new key does not allow are deleted without a word, on a copied table.",
                  "Leave IGNORE out and remove twins yourself.",
                  "ALTER TABLE, IGNORE"));

  private MariaDbColumns() {}

  private static boolean generated(Act act) {
    return act.tokens().stream().anyMatch(token -> token.depth() == act.depth() && token.is("AS"));
  }

  private static boolean numbers(Act act) {
    return act.has("AUTO_INCREMENT") || act.has("SERIAL");
  }

  /** DROP FOREIGN KEY and the like; a column of such a name has to be quoted. */
  private static boolean namesOther(Act act) {
    return act.is(1, "PARTITION") || (act.is(1, "SYSTEM") && act.is(2, "VERSIONING"));
  }

  private static boolean renames(Act act) {
    int at = act.is(1, "COLUMN") ? 2 : 1;
    int old = act.is(at, "IF") ? at + 2 : at;
    String before = act.name(old, old + 1);
    return !before.equalsIgnoreCase(act.name(old + 1, old + 2));
  }
}

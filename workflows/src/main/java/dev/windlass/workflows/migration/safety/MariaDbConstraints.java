package dev.windlass.workflows.migration.safety;

import static dev.windlass.workflows.migration.safety.Rule.rule;

import java.util.List;

/** Keys, indexes and checks of tables of MariaDB and MySQL. */
final class MariaDbConstraints {

  private static final String COLUMN =
      "!{INDEX|KEY|FULLTEXT|SPATIAL|PARTITION|SYSTEM VERSIONING|PERIOD FOR} <column>";
  private static final String ADD =
      "ALTER TABLE: ADD [COLUMN] [IF NOT EXISTS] " + COLUMN + " <value>";

  static final List<Rule> RULES =
      List.of(
          rule("add-foreign-key", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.COPIES)
              .on(
                  "ALTER TABLE: ADD [CONSTRAINT [IF NOT EXISTS] [<name>]] FOREIGN KEY [IF NOT EXISTS] [<name>] (..) REFERENCES <name>",
                  ADD + " ... REFERENCES <name>")
              .when((_, scene) -> !scene.unchecked())
              .says(
                  "All rows are checked and the table is copied while writers wait.",
                  "SET foreign_key_checks = 0 for this statement, after the rows without a partner were searched for and mended.",
                  "InnoDB Online DDL, Adding a foreign key constraint"),
          rule("add-foreign-key-unchecked", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.MOMENT)
              .on(
                  "ALTER TABLE: ADD [CONSTRAINT [IF NOT EXISTS] [<name>]] FOREIGN KEY [IF NOT EXISTS] [<name>] (..) REFERENCES <name>",
                  ADD + " ... REFERENCES <name>")
              .when((_, scene) -> scene.unchecked())
              .says(
                  "Rows without a partner stay, unseen, since foreign keys are not checked here.",
                  "Search for rows without a partner before, and mend them.",
                  "InnoDB Online DDL, Adding a foreign key constraint"),
          rule("add-check", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.COPIES)
              .on(
                  "ALTER TABLE: ADD [CONSTRAINT [IF NOT EXISTS] [<name>]] CHECK (..)",
                  ADD + " ... CHECK (..)")
              .says(
                  "All rows are checked and the table is copied while writers wait.",
                  "Add it while the table is small or nobody writes, or check in the code.",
                  "ALTER TABLE, CHECK constraints"),
          rule("add-unique", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.MOMENT)
              .on(
                  "ALTER TABLE: ADD [CONSTRAINT [IF NOT EXISTS] [<name>]] UNIQUE",
                  ADD + " ... UNIQUE",
                  "CREATE [OR REPLACE] UNIQUE INDEX [IF NOT EXISTS] <name> [USING <name>] ON <table>")
              .when((act, _) -> act.lacks("AUTO_INCREMENT"))
              .says(
                  "Rows that are alike make it fail, at the end.",
                  "Search for twins before, and mend them.",
                  "InnoDB Online DDL, Creating a secondary index"),
          rule("add-primary-key", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.REBUILDS)
              .on("ALTER TABLE: ADD [CONSTRAINT [<name>]] PRIMARY KEY", ADD + " ... PRIMARY KEY")
              .when((act, _) -> act.lacks("AUTO_INCREMENT"))
              .says(
                  "The whole table is built anew, beside readers and writers, and rows that are alike make it fail.",
                  "Search for twins and NULL before.",
                  "InnoDB Online DDL, Adding a primary key"),
          rule("drop-primary-key", MigrationKind.CONTRACT)
              .effect(Effect.COPIES)
              .on("ALTER TABLE: DROP PRIMARY KEY $", "DROP INDEX [IF EXISTS] <name> ON <table>")
              .when((act, _) -> !act.online().addsPrimaryKey() && namesPrimary(act))
              .says(
                  "Without another key in the same statement the whole table is copied while writers wait.",
                  "Add the new primary key in the same statement.",
                  "InnoDB Online DDL, Dropping a primary key"),
          rule("add-fulltext-index", MigrationKind.SAFE)
              .effect(Effect.WRITERS_WAIT)
              .on(
                  "ALTER TABLE: ADD FULLTEXT",
                  "CREATE [OR REPLACE] FULLTEXT INDEX [IF NOT EXISTS] <name> ON <table>")
              .says(
                  "Writers wait until the index is built.",
                  "Build it in a quiet hour, or on a copy that is swapped in.",
                  "InnoDB Online DDL, Adding a FULLTEXT index"),
          rule("add-spatial-index", MigrationKind.SAFE)
              .effect(Effect.WRITERS_WAIT)
              .on(
                  "ALTER TABLE: ADD SPATIAL",
                  "CREATE [OR REPLACE] SPATIAL INDEX [IF NOT EXISTS] <name> ON <table>")
              .says(
                  "Writers wait until the index is built.",
                  "Build it in a quiet hour, or on a copy that is swapped in.",
                  "InnoDB Online DDL, Adding a SPATIAL index"),
          rule("drop-index", MigrationKind.CONTRACT)
              .effect(Effect.MOMENT)
              .on(
                  "ALTER TABLE: DROP {INDEX|KEY} [IF EXISTS] <name> $",
                  "DROP INDEX [IF EXISTS] <name> ON <table>")
              .says(
                  "Nobody waits, but queries that used it become slow, and those that name it fail.",
                  "InnoDB Online DDL, Dropping an index"),
          rule("rename-index", MigrationKind.CONTRACT)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: RENAME {INDEX|KEY} <name> TO <name> $")
              .says(
                  "Only queries that name the index notice.",
                  "InnoDB Online DDL, Renaming an index"),
          rule("index-visibility", MigrationKind.CONTRACT)
              .effect(Effect.MOMENT)
              .on(
                  "ALTER TABLE: ALTER {INDEX|KEY} [IF EXISTS] <name> {VISIBLE|INVISIBLE|IGNORED|NOT IGNORED} $")
              .says(
                  "Only plans change, and queries that name the index.",
                  "ALTER TABLE, Ignored Indexes"),
          rule("drop-constraint", MigrationKind.EXPAND)
              .risk(Risk.DEPENDS)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: DROP {FOREIGN KEY|CONSTRAINT|CHECK} [IF EXISTS] <name> $")
              .says(
                  "Rows that it refused can come in, and then it cannot be put back.",
                  "Drop it once no code relies on it.",
                  "ALTER TABLE"));

  private MariaDbConstraints() {}

  /** The index of a primary key has this name. */
  private static boolean namesPrimary(Act act) {
    return act.tokens().stream()
        .anyMatch(token -> token.names() && token.text().equalsIgnoreCase("PRIMARY"));
  }
}

package dev.windlass.workflows.migration.safety;

import static dev.windlass.workflows.migration.safety.Rule.rule;

import java.util.List;

/** Statements of MariaDB and MySQL that nobody has to fear. */
final class MariaDbKnown {

  private static final String COLUMN =
      "!{INDEX|KEY|FULLTEXT|SPATIAL|PARTITION|SYSTEM VERSIONING|PERIOD FOR} <column>";
  private static final String ADD =
      "ALTER TABLE: ADD [COLUMN] [IF NOT EXISTS] " + COLUMN + " <value>";

  static final List<Rule> RULES =
      List.of(
          rule("add-column", MigrationKind.EXPAND)
              .effect(Effect.MOMENT)
              .on(ADD)
              .says(
                  "Only the catalogue changes; running code does not see the column.",
                  "InnoDB Online DDL, Adding a column"),
          rule("loosen-column", MigrationKind.EXPAND)
              .effect(Effect.MOMENT)
              .on(
                  "ALTER TABLE: ALTER [COLUMN] [IF EXISTS] <name> SET DEFAULT <value>",
                  "ALTER TABLE: [DEFAULT] {CHARACTER SET|CHARSET|COLLATE}",
                  "ALTER {DATABASE|SCHEMA} <value>")
              .says("It is for what comes from now on.", "ALTER TABLE"),
          rule("add-index", MigrationKind.SAFE)
              .effect(Effect.MOMENT)
              .on(
                  "ALTER TABLE: ADD {INDEX|KEY} [IF NOT EXISTS] [<name>] [USING <name>] (..)",
                  "CREATE [OR REPLACE] INDEX [IF NOT EXISTS] <name> [USING <name>] ON <table>")
              .says(
                  "It is built beside readers and writers.",
                  "InnoDB Online DDL, Creating a secondary index"),
          rule("table-setting", MigrationKind.SAFE)
              .effect(Effect.MOMENT)
              .on(
                  "ALTER TABLE: {COMMENT|AUTO_INCREMENT|STATS_PERSISTENT|STATS_AUTO_RECALC|STATS_SAMPLE_PAGES|MAX_ROWS|MIN_ROWS|AVG_ROW_LENGTH|CHECKSUM|DELAY_KEY_WRITE|INSERT_METHOD|PACK_KEYS} [=] <value>",
                  "ALTER TABLE: {DISABLE|ENABLE} KEYS $",
                  "ALTER TABLE: {ANALYZE|CHECK} PARTITION",
                  "ALTER TABLE: ALGORITHM [=] {DEFAULT|INPLACE|NOCOPY|INSTANT} $",
                  "ALTER TABLE: LOCK [=] {DEFAULT|NONE} $")
              .says("Only the catalogue changes.", "ALTER TABLE"),
          rule("replace-primary-key", MigrationKind.SAFE)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: DROP PRIMARY KEY $")
              .says(
                  "The new primary key of the same statement takes its place.",
                  "InnoDB Online DDL, Dropping a primary key"),
          rule("add-partition", MigrationKind.EXPAND)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: ADD PARTITION [IF NOT EXISTS] (..)")
              .says("The new partition is empty.", "Online DDL, Partitioning operations"),
          rule("create-table", MigrationKind.EXPAND)
              .on(
                  "CREATE [TEMPORARY] TABLE [IF NOT EXISTS] <name> {(..)|LIKE <name>|SELECT|AS|ENGINE|IGNORE|REPLACE}")
              .says("Nobody uses it yet.", "CREATE TABLE"),
          rule("drop-temporary", MigrationKind.SAFE)
              .on("DROP TEMPORARY {TABLE|TABLES} [IF EXISTS] <tables>")
              .says("Only this session sees it.", "DROP TABLE"),
          rule("create-object", MigrationKind.EXPAND)
              .on(
                  "CREATE {DATABASE|SCHEMA} <value>",
                  "CREATE SEQUENCE [IF NOT EXISTS] <name>",
                  "CREATE ... VIEW [IF NOT EXISTS] <name> [(..)] AS <value>",
                  "CREATE [DEFINER = <value> [<value>] [<value>]] [AGGREGATE] {PROCEDURE|FUNCTION} [IF NOT EXISTS] <name> (..)",
                  "CREATE [AGGREGATE] FUNCTION [IF NOT EXISTS] <name> RETURNS <name> SONAME",
                  "CREATE [DEFINER = <value> [<value>] [<value>]] TRIGGER [IF NOT EXISTS] <name> {BEFORE|AFTER}",
                  "CREATE [DEFINER = <value> [<value>] [<value>]] PACKAGE",
                  "CREATE {USER|ROLE|SERVER|TABLESPACE|SPATIAL REFERENCE|RESOURCE GROUP} <value>",
                  "GRANT <value>")
              .says("Nobody uses it yet.", "SQL Statements"),
          rule("alter-object", MigrationKind.SAFE)
              .on("ALTER {PROCEDURE|FUNCTION|SEQUENCE|SERVER} <value>")
              .says("Only the catalogue changes.", "SQL Statements"),
          rule("maintenance", MigrationKind.SAFE)
              .on(
                  "{ANALYZE|CHECK|CHECKSUM} [NO_WRITE_TO_BINLOG|LOCAL] {TABLE|TABLES|VIEW}",
                  "FLUSH <value>",
                  "UNLOCK {TABLE|TABLES}")
              .says("It works beside readers and writers.", "Table Maintenance Statements"),
          rule("rows-in", MigrationKind.SAFE)
              .on(
                  "INSERT [LOW_PRIORITY|DELAYED|HIGH_PRIORITY] [IGNORE] [INTO] <name> [PARTITION (..)] [(..)] {VALUES|VALUE|SELECT|SET|WITH|(..)}")
              .says("It adds rows.", "INSERT"),
          rule("rows-out", MigrationKind.SAFE)
              .on(
                  "{SELECT|VALUES|DESCRIBE|DESC|EXPLAIN|HELP|SHOW} <value>",
                  "(..)",
                  "ANALYZE <value>")
              .says("It reads.", "SELECT"),
          rule("session", MigrationKind.SAFE)
              .on(
                  "SET <value>",
                  "USE <name> $",
                  "{BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE SAVEPOINT|START TRANSACTION|XA} ",
                  "{DEALLOCATE|DROP} PREPARE")
              .says("It is for this session.", "SQL Statements"));

  private MariaDbKnown() {}
}

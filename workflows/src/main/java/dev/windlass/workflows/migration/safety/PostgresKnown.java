package dev.windlass.workflows.migration.safety;

import static dev.windlass.workflows.migration.safety.Rule.rule;

import java.util.List;

/** Statements of PostgreSQL that nobody has to fear. */
final class PostgresKnown {

  static final List<Rule> RULES =
      List.of(
          rule("add-column", MigrationKind.EXPAND)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: ADD [COLUMN] [IF NOT EXISTS] <column> <value>")
              .says(
                  "Only the catalogue changes; running code does not see the column.",
                  "PostgreSQL, ALTER TABLE, Notes"),
          rule("loosen-column", MigrationKind.EXPAND)
              .effect(Effect.MOMENT)
              .on(
                  "ALTER TABLE: ALTER [COLUMN] <name> SET DEFAULT <value>",
                  "ALTER TABLE: ALTER [COLUMN] <name> DROP NOT NULL $",
                  "ALTER TABLE: ALTER [COLUMN] <name> ADD GENERATED {ALWAYS|BY DEFAULT} AS IDENTITY")
              .says("Only the catalogue changes.", "PostgreSQL, ALTER TABLE"),
          rule("table-setting", MigrationKind.SAFE)
              .effect(Effect.MOMENT)
              .on(
                  "ALTER TABLE: ALTER [COLUMN] <name> SET {STATISTICS|STORAGE|COMPRESSION|(..)|GENERATED}",
                  "ALTER TABLE: ALTER [COLUMN] <name> {RESET (..)|SET {CACHE|INCREMENT|MINVALUE|MAXVALUE|NO|START|CYCLE}}",
                  "ALTER TABLE: {SET|RESET} (..) $",
                  "ALTER TABLE: SET WITHOUT {CLUSTER|OIDS}",
                  "ALTER TABLE: CLUSTER ON <name> $",
                  "ALTER TABLE: REPLICA IDENTITY",
                  "ALTER TABLE: ALTER CONSTRAINT <name>",
                  "ALTER TABLE: {NO FORCE|DISABLE} ROW LEVEL SECURITY $",
                  "ALTER INDEX [IF EXISTS] <name> {SET (..)|RESET (..)|ALTER [COLUMN] <value> SET STATISTICS|ATTACH PARTITION|RENAME TO}")
              .says("Only the catalogue changes.", "PostgreSQL, ALTER TABLE"),
          rule("table-behaviour", MigrationKind.EXPAND)
              .effect(Effect.MOMENT)
              .on(
                  "ALTER TABLE: ENABLE [ALWAYS|REPLICA] {TRIGGER|RULE} <name> $",
                  "ALTER TABLE: {INHERIT|OF} <name> $")
              .says("Only the catalogue changes.", "PostgreSQL, ALTER TABLE"),
          rule("no-inherit", MigrationKind.CONTRACT)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: {NO INHERIT <name>|NOT OF} $")
              .says("Readers of the parent no longer see the rows.", "PostgreSQL, ALTER TABLE"),
          rule("create-table", MigrationKind.EXPAND)
              .effect(Effect.MOMENT)
              .on(
                  "CREATE [GLOBAL|LOCAL] [TEMP|TEMPORARY|UNLOGGED] TABLE [IF NOT EXISTS] <name> {(..)|[(..)] [USING <name>] AS <value>|PARTITION OF <name>|OF <name>|WITH|ON COMMIT|TABLESPACE}",
                  "CREATE [GLOBAL|LOCAL] [TEMP|TEMPORARY|UNLOGGED] TABLE [IF NOT EXISTS] <name> ... AS {SELECT|WITH|VALUES|TABLE|EXECUTE|(..)}",
                  "CREATE FOREIGN TABLE [IF NOT EXISTS] <name> {(..)|PARTITION OF}",
                  "SELECT ... INTO [TEMP|TEMPORARY|UNLOGGED] [TABLE] <name>")
              .says("Nobody uses it yet.", "PostgreSQL, CREATE TABLE"),
          rule("create-object", MigrationKind.EXPAND)
              .on(
                  "CREATE SCHEMA",
                  "CREATE [TEMP|TEMPORARY|UNLOGGED] SEQUENCE [IF NOT EXISTS] <name>",
                  "CREATE [OR REPLACE] [TEMP|TEMPORARY] [RECURSIVE] VIEW <name> [(..)] [WITH (..)] AS <value>",
                  "CREATE MATERIALIZED VIEW [IF NOT EXISTS] <name> ... AS <value>",
                  "CREATE {FUNCTION|PROCEDURE} <name> (..) <value>",
                  "CREATE AGGREGATE <name> (..)",
                  "CREATE [CONSTRAINT] TRIGGER <name> {BEFORE|AFTER|INSTEAD OF}",
                  "CREATE {TYPE|DOMAIN} <name>",
                  "CREATE EXTENSION [IF NOT EXISTS] <name>",
                  "CREATE {ROLE|USER|GROUP} <name>",
                  "CREATE {STATISTICS|PUBLICATION|SERVER|DATABASE|TABLESPACE|COLLATION|CAST|OPERATOR|LANGUAGE|TEXT SEARCH|FOREIGN DATA WRAPPER|EVENT TRIGGER|SUBSCRIPTION|USER MAPPING|ACCESS METHOD} <value>",
                  "IMPORT FOREIGN SCHEMA <name>",
                  "ALTER TYPE <name> ADD {VALUE|ATTRIBUTE}",
                  "GRANT",
                  "ALTER DEFAULT PRIVILEGES ... GRANT")
              .says("Nobody uses it yet.", "PostgreSQL, SQL Commands"),
          rule("create-index-concurrently", MigrationKind.SAFE)
              .on(
                  "CREATE INDEX CONCURRENTLY [[IF NOT EXISTS] <name>] ON <table>",
                  "REINDEX",
                  "REFRESH MATERIALIZED VIEW")
              .says("It works beside readers and writers.", "PostgreSQL, CREATE INDEX"),
          rule("drop-statistics", MigrationKind.SAFE)
              .on("DROP STATISTICS")
              .says("Only plans change.", "PostgreSQL, DROP STATISTICS"),
          rule("alter-object", MigrationKind.SAFE)
              .on(
                  "ALTER SEQUENCE [IF EXISTS] <name> <value>",
                  "ALTER {FUNCTION|PROCEDURE|VIEW|MATERIALIZED VIEW|PUBLICATION|STATISTICS|SERVER|USER MAPPING|SUBSCRIPTION|LANGUAGE|TRIGGER|EVENT TRIGGER|DOMAIN|COLLATION} <value>")
              .says("Only the catalogue changes.", "PostgreSQL, SQL Commands"),
          rule("lock-lightly", MigrationKind.SAFE)
              .on(
                  "LOCK [TABLE] <tables> IN {ACCESS SHARE|ROW SHARE|ROW EXCLUSIVE|SHARE UPDATE EXCLUSIVE} MODE")
              .says("Neither readers nor writers wait.", "PostgreSQL, Explicit Locking"),
          rule("maintenance", MigrationKind.SAFE)
              .on("{VACUUM|ANALYZE|ANALYSE|CHECKPOINT}")
              .says("It works beside readers and writers.", "PostgreSQL, VACUUM"),
          rule("rows-in", MigrationKind.SAFE)
              .on(
                  "INSERT INTO <name> [AS <name>] [(..)] [OVERRIDING {SYSTEM|USER} VALUE] {VALUES|SELECT|WITH|DEFAULT VALUES|TABLE|(..)}",
                  "COPY <name> [(..)] {FROM STDIN|TO}",
                  "COPY (..) TO")
              .says("It adds rows.", "PostgreSQL, INSERT"),
          rule("rows-out", MigrationKind.SAFE)
              .on("SELECT <value>", "(..)", "VALUES (..)", "TABLE <name>", "EXPLAIN <value>")
              .says("It reads.", "PostgreSQL, SELECT"),
          rule("session", MigrationKind.SAFE)
              .on(
                  "{SET|RESET|SHOW|DISCARD|LISTEN|UNLISTEN|NOTIFY|DEALLOCATE} <value>",
                  "{BEGIN|COMMIT|ROLLBACK|ABORT|END|SAVEPOINT|RELEASE|START TRANSACTION|PREPARE TRANSACTION}",
                  "{DECLARE|FETCH|MOVE|CLOSE|LOAD} <value>",
                  "COMMENT ON <value>",
                  "SECURITY LABEL",
                  "{\\set|\\unset|\\echo|\\encoding|\\timing|\\pset|\\restrict|\\unrestrict|\\qecho|\\warn}")
              .says("It is for this session, or for people.", "PostgreSQL, SQL Commands"));

  private PostgresKnown() {}
}

package dev.windlass.workflows.migration.safety;

import static dev.windlass.workflows.migration.safety.Rule.rule;

import java.util.List;

/** Tables and partitions of MariaDB and MySQL. */
final class MariaDbTables {

  static final List<Rule> RULES =
      List.of(
          rule("drop-table", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.MOMENT)
              .on(
                  "DROP {TABLE|TABLES} [IF EXISTS] <tables> [WAIT <value>|NOWAIT] [RESTRICT|CASCADE] $")
              .says(
                  "The rows are gone, and code that names the table fails.",
                  "Rename it first and drop it in a later release, with a fresh backup.",
                  "DROP TABLE"),
          rule("replace-table", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.MOMENT)
              .on("CREATE OR REPLACE TABLE <table>")
              .says(
                  "A table of this name that is there is dropped, with its rows.",
                  "CREATE TABLE IF NOT EXISTS.",
                  "CREATE TABLE, OR REPLACE"),
          rule("truncate", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.MOMENT)
              .on("TRUNCATE [TABLE] <table> [WAIT <value>|NOWAIT] $")
              .says(
                  "All rows are gone.",
                  "Delete in batches what is not needed, with a fresh backup.",
                  "TRUNCATE TABLE"),
          rule("rename-table", MigrationKind.CONTRACT)
              .risk(Risk.BREAKS)
              .effect(Effect.MOMENT)
              .on(
                  "ALTER TABLE: RENAME [TO|AS|=] <name> $",
                  "RENAME {TABLE|TABLES} [IF EXISTS] <table> [WAIT <value>|NOWAIT] TO <name>")
              .says(
                  "Code that names the table as before fails.",
                  "Rename it and create a view of the old name; drop the view later.",
                  "RENAME TABLE"),
          rule("convert-charset", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.COPIES)
              .on("ALTER TABLE: CONVERT TO {CHARACTER SET|CHARSET}")
              .says(
                  "The whole table is copied while writers wait, texts that do not fit are lost or refused, and keys may meet twins.",
                  "Convert in a quiet hour with a fresh backup, or column by column into new ones.",
                  "InnoDB Online DDL, Converting to a character set"),
          rule("change-engine", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.COPIES)
              .stubborn()
              .on(
                  "ALTER TABLE: {ENGINE|TYPE} [=] <value>",
                  "ALTER TABLE: {COMMENT|AUTO_INCREMENT|ROW_FORMAT|KEY_BLOCK_SIZE|DEFAULT|CHARSET|COLLATE|MAX_ROWS|CHECKSUM|AVG_ROW_LENGTH} ... ENGINE [=] <value>")
              .says(
                  "Unless it is the engine already, the whole table is copied while writers wait, and what the other engine cannot keep is lost.",
                  "FORCE, to build a table anew; another engine in a quiet hour only.",
                  "ALTER TABLE, ENGINE"),
          rule("rebuild-table", MigrationKind.SAFE)
              .effect(Effect.REBUILDS)
              .on(
                  "ALTER TABLE: FORCE $",
                  "ALTER TABLE: {ROW_FORMAT|KEY_BLOCK_SIZE|PAGE_COMPRESSED|PAGE_COMPRESSION_LEVEL} [=] <value>")
              .says(
                  "The whole table is built anew, beside readers and writers.",
                  "Do it in a quiet hour, with room on the disk for a second copy.",
                  "InnoDB Online DDL, Rebuilding a table"),
          rule("order-table", MigrationKind.SAFE)
              .effect(Effect.COPIES)
              .stubborn()
              .on("ALTER TABLE: ORDER BY")
              .says(
                  "The whole table is copied while writers wait.",
                  "Order in the query.",
                  "ALTER TABLE, ORDER BY"),
          rule("optimize-table", MigrationKind.SAFE)
              .effect(Effect.COPIES)
              .atMost()
              .on(
                  "OPTIMIZE [NO_WRITE_TO_BINLOG|LOCAL] {TABLE|TABLES} <tables>",
                  "ALTER TABLE: OPTIMIZE PARTITION")
              .says(
                  "Where the engine is not InnoDB, or the table has a fulltext index, writers wait until it is built anew.",
                  "ALTER TABLE … FORCE, ALGORITHM=INPLACE, LOCK=NONE.",
                  "OPTIMIZE TABLE"),
          rule("repair-table", MigrationKind.SAFE)
              .effect(Effect.ALL_WAIT)
              .on(
                  "REPAIR [NO_WRITE_TO_BINLOG|LOCAL] {TABLE|TABLES|VIEW}",
                  "ALTER TABLE: REPAIR PARTITION")
              .says(
                  "The table is locked until it is mended.",
                  "Restore it from a backup.",
                  "REPAIR TABLE"),
          rule("drop-partition", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: DROP PARTITION")
              .says(
                  "The rows of the partition are gone.",
                  "Exchange it for an empty table, and drop that later.",
                  "ALTER TABLE, Partitions"),
          rule("truncate-partition", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: TRUNCATE PARTITION")
              .says(
                  "The rows of the partition are gone.",
                  "Exchange it for an empty table, and drop that later.",
                  "ALTER TABLE, Partitions"),
          rule("exchange-partition", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: EXCHANGE PARTITION", "ALTER TABLE: CONVERT {PARTITION|TABLE}")
              .says(
                  "Other rows stand where the running code looks.",
                  "Look at both sides before.",
                  "ALTER TABLE, Partitions"),
          rule("reorganize-partition", MigrationKind.SAFE)
              .effect(Effect.COPIES)
              .stubborn()
              .on(
                  "ALTER TABLE: {REORGANIZE|COALESCE|REBUILD} PARTITION",
                  "ALTER TABLE: ADD PARTITION [IF NOT EXISTS] PARTITIONS",
                  "ALTER TABLE: REMOVE PARTITIONING",
                  "ALTER TABLE: PARTITION BY")
              .says(
                  "The rows of the partitions are copied while writers wait.",
                  "Do it in a quiet hour, or while the partitions are empty.",
                  "Online DDL, Partitioning operations"),
          rule("discard-tablespace", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: DISCARD [PARTITION <names>] TABLESPACE")
              .says(
                  "The file with the rows is deleted.",
                  "Take a fresh backup before.",
                  "InnoDB File-Per-Table Tablespaces"),
          rule("import-tablespace", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: IMPORT [PARTITION <names>] TABLESPACE")
              .says(
                  "The rows are in a file of the server's host.",
                  "Restore from a backup of Windlass.",
                  "InnoDB File-Per-Table Tablespaces"),
          rule("add-system-versioning", MigrationKind.EXPAND)
              .effect(Effect.COPIES)
              .on("ALTER TABLE: ADD {SYSTEM VERSIONING|PERIOD FOR}")
              .says(
                  "The whole table is copied while writers wait.",
                  "Add it in a quiet hour.",
                  "System-Versioned Tables"),
          rule("drop-system-versioning", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.COPIES)
              .on("ALTER TABLE: DROP {SYSTEM VERSIONING|PERIOD FOR}")
              .says(
                  "All former states of the rows are gone, and the table is copied while writers wait.",
                  "Keep the history, or copy it elsewhere first.",
                  "System-Versioned Tables"),
          rule("delete-history", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .on("DELETE HISTORY FROM <table>")
              .says(
                  "Former states of the rows are gone.",
                  "Copy them elsewhere first.",
                  "System-Versioned Tables"),
          rule("copy-algorithm", MigrationKind.SAFE)
              .effect(Effect.COPIES)
              .on(
                  "ALTER TABLE: [ADD ...] ALGORITHM [=] COPY $",
                  "{CREATE|DROP} ... INDEX ... ALGORITHM [=] COPY")
              .says(
                  "The whole table is copied while writers wait, because the statement asks for it.",
                  "Leave the algorithm to the server, or ask for INPLACE.",
                  "ALTER TABLE, ALGORITHM"),
          rule("lock-option", MigrationKind.SAFE)
              .effect(Effect.WRITERS_WAIT)
              .on(
                  "ALTER TABLE: [ADD ...] LOCK [=] SHARED $",
                  "{CREATE|DROP} ... INDEX ... LOCK [=] SHARED")
              .says(
                  "Writers wait, because the statement asks for it.",
                  "Ask for LOCK=NONE.",
                  "ALTER TABLE, LOCK"),
          rule("lock-option", MigrationKind.SAFE)
              .effect(Effect.ALL_WAIT)
              .on(
                  "ALTER TABLE: [ADD ...] LOCK [=] EXCLUSIVE $",
                  "{CREATE|DROP} ... INDEX ... LOCK [=] EXCLUSIVE")
              .says(
                  "Readers and writers wait, because the statement asks for it.",
                  "Ask for LOCK=NONE.",
                  "ALTER TABLE, LOCK"),
          rule("implicit-commit", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .besides()
              .on(
                  "{CREATE|DROP} !{TEMPORARY}",
                  "{ALTER|RENAME|TRUNCATE|GRANT|REVOKE|LOCK|OPTIMIZE|REPAIR|ANALYZE TABLE}",
                  "ALTER TABLE: <value>")
              .when((_, scene) -> scene.inTransaction())
              .says(
                  "It commits the transaction before and after itself, so that a later failure takes nothing back.",
                  "Keep rows and schema in scripts of their own.",
                  "Statements That Cause an Implicit Commit"));

  private MariaDbTables() {}
}

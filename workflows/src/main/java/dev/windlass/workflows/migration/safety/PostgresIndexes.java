package dev.windlass.workflows.migration.safety;

import static dev.windlass.workflows.migration.safety.Rule.rule;

import dev.windlass.workflows.plan.Database.Engine;
import java.util.List;

/** Indexes and materialized views of PostgreSQL, and what cannot run in a transaction. */
final class PostgresIndexes {

  static final List<Rule> RULES =
      List.of(
          rule("create-index", MigrationKind.SAFE)
              .effect(Effect.WRITERS_WAIT)
              .on("CREATE INDEX !{CONCURRENTLY} [[IF NOT EXISTS] <name>] ON <table>")
              .says(
                  "Writers of the table wait until the index is built.",
                  "CREATE INDEX CONCURRENTLY, outside a transaction.",
                  "PostgreSQL, CREATE INDEX"),
          rule("create-unique-index", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.WRITERS_WAIT)
              .on("CREATE UNIQUE INDEX !{CONCURRENTLY} [[IF NOT EXISTS] <name>] ON <table>")
              .says(
                  "Writers of the table wait until the index is built, and rows that are alike make it fail.",
                  "CREATE UNIQUE INDEX CONCURRENTLY, outside a transaction, after the rows were searched for twins.",
                  "PostgreSQL, CREATE INDEX"),
          rule("create-unique-index-concurrently", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .on("CREATE UNIQUE INDEX CONCURRENTLY [[IF NOT EXISTS] <name>] ON <table>")
              .says(
                  "Rows that are alike make it fail, and it leaves an invalid index that has to be dropped.",
                  "Search the rows for twins before.",
                  "PostgreSQL, CREATE INDEX, Building Indexes Concurrently"),
          rule("drop-index", MigrationKind.CONTRACT)
              .effect(Effect.ALL_WAIT)
              .on("DROP INDEX !{CONCURRENTLY} [IF EXISTS] <names> [RESTRICT] $")
              .says(
                  "The table is locked exclusively until the transaction ends.",
                  "DROP INDEX CONCURRENTLY, outside a transaction.",
                  "PostgreSQL, DROP INDEX"),
          rule("drop-index-concurrently", MigrationKind.CONTRACT)
              .on("DROP INDEX CONCURRENTLY [IF EXISTS] <name> [RESTRICT] $")
              .says(
                  "Nobody waits, but queries that used it become slow.", "PostgreSQL, DROP INDEX"),
          rule("concurrently-in-transaction", MigrationKind.SAFE)
              .risk(Risk.REFUSED)
              .on(
                  "CREATE [UNIQUE] INDEX CONCURRENTLY",
                  "DROP INDEX CONCURRENTLY",
                  "REINDEX ... CONCURRENTLY",
                  "ALTER TABLE: DETACH PARTITION <name> CONCURRENTLY")
              .when((_, scene) -> scene.inTransaction())
              .says(
                  "The server refuses CONCURRENTLY within a transaction.",
                  "Put the statement into a script of its own, without BEGIN.",
                  "PostgreSQL, CREATE INDEX"),
          rule("not-in-transaction", MigrationKind.SAFE)
              .risk(Risk.REFUSED)
              .on(
                  "VACUUM",
                  "{CREATE|DROP} {DATABASE|TABLESPACE}",
                  "ALTER SYSTEM",
                  "REINDEX {DATABASE|SYSTEM}")
              .when((_, scene) -> scene.inTransaction())
              .says(
                  "The server refuses this within a transaction.",
                  "Put the statement into a script of its own, without BEGIN.",
                  "PostgreSQL, VACUUM"),
          rule("reindex", MigrationKind.SAFE)
              .effect(Effect.ALL_WAIT)
              .on("REINDEX [(..)] {INDEX|TABLE|SCHEMA|DATABASE|SYSTEM} !{CONCURRENTLY}")
              .when((act, _) -> !PostgresTables.switchedOn(act, "CONCURRENTLY"))
              .says(
                  "Writers of the table wait, and readers that would use the index.",
                  "REINDEX … CONCURRENTLY (version 12), outside a transaction.",
                  "PostgreSQL, REINDEX"),
          rule("reindex-concurrently-unknown", MigrationKind.SAFE)
              .risk(Risk.REFUSED)
              .on("REINDEX [(..)] {INDEX|TABLE|SCHEMA|DATABASE} CONCURRENTLY")
              .servers(target -> target.before(Engine.POSTGRESQL, 12, 0))
              .says(
                  "The server knows CONCURRENTLY here only from version 12 on.",
                  "Create another index concurrently and drop the old one.",
                  "PostgreSQL, REINDEX"),
          rule("refresh-materialized-view", MigrationKind.SAFE)
              .effect(Effect.ALL_WAIT)
              .on("REFRESH MATERIALIZED VIEW !{CONCURRENTLY} <table>")
              .says(
                  "Readers of the view wait until it is filled.",
                  "REFRESH MATERIALIZED VIEW CONCURRENTLY, for which it needs a unique index.",
                  "PostgreSQL, REFRESH MATERIALIZED VIEW"));

  private PostgresIndexes() {}
}

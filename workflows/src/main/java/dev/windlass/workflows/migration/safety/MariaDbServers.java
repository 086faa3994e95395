package dev.windlass.workflows.migration.safety;

import static dev.windlass.workflows.migration.safety.Rule.rule;

import java.util.List;

/** What is for the whole server of MariaDB and MySQL, and what cannot be read. */
final class MariaDbServers {

  static final List<Rule> RULES =
      List.of(
          rule("lock-tables", MigrationKind.SAFE)
              .effect(Effect.ALL_WAIT)
              .on("LOCK {TABLE|TABLES} <tables>")
              .when((act, _) -> act.has("WRITE"))
              .says(
                  "Others wait until the tables are unlocked.",
                  "Leave the locking to the statements that need it.",
                  "LOCK TABLES"),
          rule("lock-tables", MigrationKind.SAFE)
              .effect(Effect.WRITERS_WAIT)
              .on(
                  "LOCK {TABLE|TABLES} <tables>",
                  "FLUSH {TABLE|TABLES} ... {WITH READ LOCK|FOR EXPORT}")
              .when((act, _) -> act.lacks("WRITE"))
              .says(
                  "Writers wait until the tables are unlocked.",
                  "Leave the locking to the statements that need it.",
                  "LOCK TABLES"),
          rule("flush-tables", MigrationKind.SAFE)
              .effect(Effect.ALL_WAIT)
              .on("FLUSH [NO_WRITE_TO_BINLOG|LOCAL] {TABLE|TABLES}")
              .when((act, _) -> act.lacks("READ LOCK") && act.lacks("EXPORT"))
              .says(
                  "It waits for every statement in flight, and others wait behind it.",
                  "Leave it out: no migration needs it.",
                  "FLUSH"),
          rule("set-global", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on("SET <value>")
              .when((act, _) -> Settings.forAll(act))
              .says(
                  "It is for every application of the server, and no rollback takes it back.",
                  "Set it for the session, or in the server's own configuration.",
                  "SET"),
          rule("set-binlog", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on("SET <value>")
              .when((act, _) -> Settings.sets(act, "SQL_LOG_BIN"))
              .says("Replicas do not get what follows.", "Leave it on.", "SET SQL_LOG_BIN"),
          rule("reset-binlog", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .on("RESET {MASTER|BINARY LOGS|SLAVE|REPLICA}", "PURGE {BINARY|MASTER} LOGS")
              .says(
                  "What replicas or a restore to a point in time still need is gone.",
                  "Let the server expire its logs by age.",
                  "PURGE BINARY LOGS"),
          rule("server-administration", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on(
                  "{START|STOP} {SLAVE|REPLICA|ALL|GROUP_REPLICATION}",
                  "{CHANGE|INSTALL|UNINSTALL|KILL|SHUTDOWN|BACKUP|RESTART|CLONE|CACHE} <value>",
                  "SHUTDOWN")
              .says(
                  "It is for the whole server, not for this schema.",
                  "Do it by hand, outside the migration.",
                  "Administrative SQL Statements"),
          rule("dynamic-sql", MigrationKind.CONTRACT)
              .risk(Risk.UNREADABLE)
              .on("PREPARE <name> FROM", "EXECUTE", "BEGIN NOT ATOMIC")
              .says(
                  "What is executed is put together while it runs.",
                  "Write the statement itself into the script.",
                  "PREPARE"));

  private MariaDbServers() {}
}

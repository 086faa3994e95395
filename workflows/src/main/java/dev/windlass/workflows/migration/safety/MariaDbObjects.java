package dev.windlass.workflows.migration.safety;

import static dev.windlass.workflows.migration.safety.Rule.rule;

import java.util.List;

/** Everything of MariaDB and MySQL that is neither a table, a row nor the server. */
final class MariaDbObjects {

  static final List<Rule> RULES =
      List.of(
          rule("drop-database", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .on("DROP {DATABASE|SCHEMA} [IF EXISTS] <name> $")
              .says(
                  "All of the database is gone.",
                  "Drop it once a backup has been drilled.",
                  "DROP DATABASE"),
          rule("replace-database", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .on("CREATE OR REPLACE {DATABASE|SCHEMA} <name>")
              .says(
                  "A database of this name that is there is dropped, with its tables.",
                  "CREATE DATABASE IF NOT EXISTS.",
                  "CREATE DATABASE, OR REPLACE"),
          rule("drop-tablespace", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .on("DROP [UNDO] TABLESPACE", "DROP LOGFILE GROUP")
              .says("The file is deleted.", "Take a fresh backup before.", "DROP TABLESPACE"),
          rule("drop-sequence", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .on("DROP SEQUENCE [IF EXISTS] <tables>", "CREATE OR REPLACE SEQUENCE <table>")
              .says(
                  "Its position is gone, and a new one may hand out numbers again.",
                  "Drop it in a later release, and note its last number.",
                  "DROP SEQUENCE"),
          rule("restart-sequence", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on("ALTER SEQUENCE [IF EXISTS] <name> ... RESTART", "SELECT SETVAL (..)")
              .says(
                  "Numbers that rows already have may be handed out again.",
                  "Restart above the highest number that is there.",
                  "ALTER SEQUENCE"),
          rule("drop-view", MigrationKind.CONTRACT)
              .risk(Risk.BREAKS)
              .on("DROP VIEW [IF EXISTS] <names> [RESTRICT|CASCADE] $")
              .says(
                  "Code that names the view fails.",
                  "Drop it in a later release, once no code names it.",
                  "DROP VIEW"),
          rule("replace-view", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .on("CREATE OR REPLACE ... VIEW", "ALTER ... VIEW <name>")
              .when((act, _) -> act.table() == null)
              .says(
                  "Running code gets the other columns and rows at once.",
                  "Create a view of another name.",
                  "CREATE VIEW"),
          rule("drop-routine", MigrationKind.CONTRACT)
              .risk(Risk.BREAKS)
              .on("DROP {PROCEDURE|FUNCTION|PACKAGE [BODY]} [IF EXISTS] <name> $")
              .says(
                  "Code that calls it fails.",
                  "Drop it in a later release, once no code calls it.",
                  "DROP PROCEDURE"),
          rule("replace-routine", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .on(
                  "CREATE OR REPLACE [DEFINER = <value> [<value>] [<value>]] [AGGREGATE] {PROCEDURE|FUNCTION|PACKAGE|TRIGGER}")
              .says(
                  "Running code gets the new behaviour at once, and the old text is gone.",
                  "Create it under a new name.",
                  "CREATE PROCEDURE"),
          rule("drop-trigger", MigrationKind.CONTRACT)
              .risk(Risk.BREAKS)
              .on("DROP TRIGGER [IF EXISTS] <name> $")
              .says(
                  "What it kept up is kept up no longer.",
                  "Drop it in a later release, once no code relies on it.",
                  "DROP TRIGGER"),
          rule("event", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on("{CREATE|ALTER} [OR REPLACE] [DEFINER = <value> [<value>] [<value>]] EVENT")
              .says(
                  "The server runs its statements later, by itself.",
                  "Run them by hand on a restored copy first.",
                  "CREATE EVENT"),
          rule("drop-event", MigrationKind.CONTRACT)
              .risk(Risk.BREAKS)
              .on("DROP EVENT [IF EXISTS] <name> $")
              .says(
                  "What it did regularly is done no longer.",
                  "ALTER EVENT … DISABLE, drop it later.",
                  "DROP EVENT"),
          rule("drop-user", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .on("DROP {USER|ROLE} <value>")
              .says(
                  "Its password and rights are gone, and who logs in by it is shut out.",
                  "ALTER USER … ACCOUNT LOCK first, drop it later.",
                  "DROP USER"),
          rule("change-user", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .on("{ALTER|RENAME} USER", "CREATE OR REPLACE {USER|ROLE}", "SET PASSWORD")
              .says(
                  "Whoever logs in by it may be shut out.",
                  "Make a second user, move over to it, drop the first later.",
                  "ALTER USER"),
          rule("revoke", MigrationKind.CONTRACT)
              .risk(Risk.BREAKS)
              .on("REVOKE <value>")
              .says(
                  "Code that needs the right fails.",
                  "Revoke it in a later release, once no code needs it.",
                  "REVOKE"));

  private MariaDbObjects() {}
}

package dev.windlass.workflows.migration.safety;

import static dev.windlass.workflows.migration.safety.Rule.rule;

import dev.windlass.workflows.plan.Database.Engine;
import java.util.List;

/** Everything of PostgreSQL that is neither a table nor a row. */
final class PostgresObjects {

  static final List<Rule> RULES =
      List.of(
          rule("drop-cascade", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.MOMENT)
              .on(
                  "DROP {TABLE|SCHEMA|TYPE|DOMAIN|EXTENSION|VIEW|MATERIALIZED VIEW|SEQUENCE|FUNCTION|PROCEDURE|ROUTINE|AGGREGATE|FOREIGN TABLE|SERVER|FOREIGN DATA WRAPPER|LANGUAGE|COLLATION|OPERATOR|CAST|TRIGGER|INDEX|RULE|POLICY} ... CASCADE")
              .says(
                  "It takes along whatever depends on it, columns and tables included, which the script does not name.",
                  "Name each thing that has to go, and leave CASCADE out.",
                  "PostgreSQL, Dependency Tracking"),
          rule("drop-schema", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.MOMENT)
              .on("DROP SCHEMA [IF EXISTS] <names> [RESTRICT] $")
              .says(
                  "The schema is gone, and code that names what was in it fails.",
                  "Drop it in a later release, with a fresh backup.",
                  "PostgreSQL, DROP SCHEMA"),
          rule("drop-database", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .on("DROP DATABASE [IF EXISTS] <name>")
              .says(
                  "All of the database is gone.",
                  "Rename it, and drop it once a backup has been drilled.",
                  "PostgreSQL, DROP DATABASE"),
          rule("drop-sequence", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.MOMENT)
              .on("DROP SEQUENCE [IF EXISTS] <tables> [RESTRICT] $")
              .says(
                  "Its position is gone, and a new one may hand out numbers again.",
                  "Drop it in a later release, and note its last number.",
                  "PostgreSQL, DROP SEQUENCE"),
          rule("set-sequence", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on("SELECT <name> (..)")
              .when((act, _) -> act.behindName(1) > 0 && act.is(act.behindName(1) - 1, "setval"))
              .says(
                  "Numbers that rows already have may be handed out again.",
                  "Set it above the highest number that is there.",
                  "PostgreSQL, Sequence Manipulation Functions"),
          rule("restart-sequence", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .effect(Effect.MOMENT)
              .on("ALTER SEQUENCE [IF EXISTS] <name> ... RESTART")
              .says(
                  "Numbers that rows already have may be handed out again.",
                  "Restart above the highest number that is there.",
                  "PostgreSQL, ALTER SEQUENCE"),
          rule("drop-view", MigrationKind.CONTRACT)
              .risk(Risk.BREAKS)
              .effect(Effect.MOMENT)
              .on(
                  "DROP VIEW [IF EXISTS] <names> [RESTRICT] $",
                  "DROP MATERIALIZED VIEW [IF EXISTS] <tables> [RESTRICT] $")
              .says(
                  "Code that names the view fails.",
                  "Drop it in a later release, once no code names it.",
                  "PostgreSQL, DROP VIEW"),
          rule("drop-routine", MigrationKind.CONTRACT)
              .risk(Risk.BREAKS)
              .effect(Effect.MOMENT)
              .on("DROP {FUNCTION|PROCEDURE|ROUTINE|AGGREGATE} [IF EXISTS] <name>")
              .when((act, _) -> act.lacks("CASCADE"))
              .says(
                  "Code that calls it fails.",
                  "Drop it in a later release, once no code calls it.",
                  "PostgreSQL, DROP FUNCTION"),
          rule("drop-trigger", MigrationKind.CONTRACT)
              .risk(Risk.BREAKS)
              .effect(Effect.MOMENT)
              .on(
                  "DROP {TRIGGER|RULE} [IF EXISTS] <name> ON <table> [RESTRICT] $",
                  "DROP EVENT TRIGGER [IF EXISTS] <name>")
              .says(
                  "What it kept up is kept up no longer.",
                  "Drop it in a later release, once no code relies on it.",
                  "PostgreSQL, DROP TRIGGER"),
          rule("drop-type", MigrationKind.CONTRACT)
              .risk(Risk.BREAKS)
              .effect(Effect.MOMENT)
              .on("DROP {TYPE|DOMAIN} [IF EXISTS] <names> [RESTRICT] $")
              .says(
                  "Code that names the type fails.",
                  "Drop it in a later release, once no code names it.",
                  "PostgreSQL, DROP TYPE"),
          rule("drop-extension", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.MOMENT)
              .on("DROP EXTENSION [IF EXISTS] <names> [RESTRICT] $")
              .says(
                  "Its own tables go with it, and code that uses its functions fails.",
                  "Drop it in a later release, with a fresh backup.",
                  "PostgreSQL, DROP EXTENSION"),
          rule("drop-role", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .on("DROP {ROLE|USER|GROUP} [IF EXISTS] <names>")
              .says(
                  "Its password and rights are gone, and who logs in by it is shut out.",
                  "ALTER ROLE … NOLOGIN first, drop it later.",
                  "PostgreSQL, DROP ROLE"),
          rule("drop-owned", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .on("DROP OWNED BY")
              .says(
                  "Whatever the role owns in this database is gone, tables included.",
                  "REASSIGN OWNED first.",
                  "PostgreSQL, DROP OWNED"),
          rule("drop-subscription", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .on("DROP SUBSCRIPTION [IF EXISTS] <name>")
              .says(
                  "Its place in the stream is gone, and the tables have to be copied anew.",
                  "ALTER SUBSCRIPTION … DISABLE.",
                  "PostgreSQL, DROP SUBSCRIPTION"),
          rule("drop-object", MigrationKind.CONTRACT)
              .risk(Risk.BREAKS)
              .on(
                  "DROP {POLICY|PUBLICATION|SERVER|FOREIGN TABLE|FOREIGN DATA WRAPPER|CAST|COLLATION|OPERATOR|LANGUAGE|TEXT SEARCH|USER MAPPING|TABLESPACE|ACCESS METHOD|CONVERSION|TRANSFORM}")
              .when((act, _) -> act.lacks("CASCADE"))
              .says(
                  "What relies on it fails or works otherwise.",
                  "Drop it in a later release, once nothing relies on it.",
                  "PostgreSQL, SQL Commands"),
          rule("rename-object", MigrationKind.CONTRACT)
              .risk(Risk.BREAKS)
              .effect(Effect.MOMENT)
              .on(
                  "ALTER {TYPE|VIEW|MATERIALIZED VIEW|SEQUENCE|FUNCTION|PROCEDURE|SCHEMA|DOMAIN|DATABASE|ROLE|USER|FOREIGN TABLE|TRIGGER|ROUTINE|AGGREGATE} ... {RENAME|SET SCHEMA}")
              .when((act, _) -> act.lacks("RENAME VALUE"))
              .says(
                  "Code that names it as before fails.",
                  "Create another of the new name, drop the old one later.",
                  "PostgreSQL, SQL Commands"),
          rule("rename-enum-value", MigrationKind.CONTRACT)
              .risk(Risk.BREAKS)
              .effect(Effect.MOMENT)
              .on("ALTER TYPE <name> RENAME VALUE")
              .says(
                  "Code that writes or compares the old value fails.",
                  "Add the new value, move the rows over, leave the old one.",
                  "PostgreSQL, ALTER TYPE"),
          rule("enum-value-in-transaction", MigrationKind.EXPAND)
              .risk(Risk.REFUSED)
              .on("ALTER TYPE <name> ADD VALUE")
              .when((_, scene) -> scene.inTransaction())
              .servers(target -> target.before(Engine.POSTGRESQL, 12, 0))
              .says(
                  "Before version 12 the server refuses this within a transaction.",
                  "Put the statement into a script of its own, without BEGIN.",
                  "PostgreSQL, ALTER TYPE"),
          rule("drop-attribute", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .effect(Effect.MOMENT)
              .on("ALTER TYPE <name> ... DROP ATTRIBUTE")
              .says(
                  "Its values are gone from every table that uses the type.",
                  "Make a new type, and move over to it.",
                  "PostgreSQL, ALTER TYPE"),
          rule("change-attribute-type", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.REWRITES)
              .on("ALTER TYPE <name> ... ALTER ATTRIBUTE")
              .says(
                  "Tables that use the type are written anew under an exclusive lock.",
                  "Make a new type, and move over to it.",
                  "PostgreSQL, ALTER TYPE"),
          rule("replace-routine", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .on("CREATE OR REPLACE {FUNCTION|PROCEDURE|AGGREGATE}")
              .says(
                  "Running code gets the new behaviour at once, and the old text is gone.",
                  "Create it under a new name or with other parameters.",
                  "PostgreSQL, CREATE FUNCTION"),
          rule("replace-trigger", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.MOMENT)
              .on("CREATE OR REPLACE [CONSTRAINT] {TRIGGER|RULE}")
              .says(
                  "Running code gets the new behaviour at once, and the old text is gone.",
                  "Create another, and drop the old one later.",
                  "PostgreSQL, CREATE TRIGGER"),
          rule("create-rule", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.MOMENT)
              .on("CREATE RULE <name> AS ON")
              .says(
                  "What running code writes to the table may do something else.",
                  "Use a trigger, or change the code.",
                  "PostgreSQL, CREATE RULE"),
          rule("create-policy", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.MOMENT)
              .on("{CREATE|ALTER} POLICY <name> ON <table>")
              .says(
                  "Where row level security is on, running code may see other rows.",
                  "Try it with the role of the running code first.",
                  "PostgreSQL, CREATE POLICY"),
          rule("revoke", MigrationKind.CONTRACT)
              .risk(Risk.BREAKS)
              .on("REVOKE", "ALTER DEFAULT PRIVILEGES ... REVOKE")
              .says(
                  "Code that needs the right fails.",
                  "Revoke it in a later release, once no code needs it.",
                  "PostgreSQL, REVOKE"),
          rule("change-role", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .on("ALTER {ROLE|USER|GROUP} <name>")
              .when((act, _) -> act.lacks("RENAME"))
              .says(
                  "Whoever logs in by it may be shut out.",
                  "Make a second role, move over to it, drop the first later.",
                  "PostgreSQL, ALTER ROLE"),
          rule("reassign-owned", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .on("REASSIGN OWNED BY")
              .says(
                  "Code that worked by being the owner may no longer be let in.",
                  "Grant what the running code needs first.",
                  "PostgreSQL, REASSIGN OWNED"),
          rule("update-extension", MigrationKind.CONTRACT)
              .risk(Risk.DEPENDS)
              .on("ALTER EXTENSION <name> {UPDATE|SET|ADD|DROP}")
              .says(
                  "What the extension's own scripts do is not in this script.",
                  "Try it on a restored copy first.",
                  "PostgreSQL, ALTER EXTENSION"),
          rule("server-setting", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on("ALTER SYSTEM", "ALTER DATABASE <name> {SET|RESET}")
              .says(
                  "It is for every application of the server or the database, and no rollback takes it back.",
                  "Set it for the session, or in the server's own configuration.",
                  "PostgreSQL, ALTER SYSTEM"),
          rule("session-replication-role", MigrationKind.SAFE)
              .risk(Risk.DEPENDS)
              .on("SET [SESSION|LOCAL] SESSION_REPLICATION_ROLE")
              .says(
                  "Triggers and foreign keys are off for what follows.",
                  "Leave them on.",
                  "PostgreSQL, Client Connection Defaults"),
          rule("remove-large-object", MigrationKind.CONTRACT)
              .risk(Risk.DESTROYS)
              .on("SELECT LO_UNLINK (..)")
              .says(
                  "The large object is gone.",
                  "Take a fresh backup before.",
                  "PostgreSQL, Large Objects"),
          rule("dynamic-code", MigrationKind.CONTRACT)
              .risk(Risk.UNREADABLE)
              .on("DO")
              .says(
                  "What an anonymous block does is decided while it runs.",
                  "Write the statements themselves into the script.",
                  "PostgreSQL, DO"),
          rule("prepared-statement", MigrationKind.CONTRACT)
              .risk(Risk.UNREADABLE)
              .on("PREPARE !{TRANSACTION}", "EXECUTE")
              .says(
                  "What is executed stands elsewhere.",
                  "Write the statement itself into the script.",
                  "PostgreSQL, PREPARE"));

  private PostgresObjects() {}
}

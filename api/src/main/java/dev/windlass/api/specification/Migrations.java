package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Bare;
import dev.windlass.api.specification.shape.Between;
import dev.windlass.api.specification.shape.Inline;
import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the schema changes. */
public sealed interface Migrations {

  /** What a rollback does to the schema. */
  Undo undo();

  /** The schema is not touched; what a preset says is not done. */
  @Bare("skip")
  record Skip() implements Migrations {
    @Override
    public Undo undo() {
      return Undo.KEEP;
    }
  }

  /** What a rollback does to the schema. */
  enum Undo {
    /** Nothing: old code is expected to run on the new schema. */
    KEEP,
    /** The declared down command runs, or the scripts of the declared directory. */
    DOWN,
    /** The database as in the backup that the deployment has taken before. */
    RESTORE
  }

  /** Scripts of the release that Flyway runs from the Windlass worker. */
  record Scripts(
      @Key("Scripts of the release, run by Flyway; needs the long form of database.") Flyway flyway,
      @Inline Care care,
      @Key(
              "Directory inside the release with a U7__note.sql for each V7__note.sql, which takes it back; beside the locations, not below them.")
          @Matches(Syntax.RELATIVE_PATH)
          @Nullable String down,
      @Key(
              value =
                  "What a rollback does to the schema: keep, since old code is expected to run on the new one; where the run itself is taken back also down, or restore: from the backup before it, by itself only if visitors were kept away from before that backup on.",
              byDefault = "keep")
          Undo undo,
      @Inline Guard guard)
      implements Migrations {}

  /** Plain SQL scripts of the release that each lead from one version to the next. */
  record Updates(
      @Key(
              "Plain SQL scripts of the release, run by the Windlass worker: NN_update_vA_vB.sql, and R__name.sql behind them whenever it changed; needs the long form of database.")
          UpdateScripts updates,
      @Inline Care care,
      @Key(
              "Directory inside the release with a 07_update_vB_vA.sql for each 07_update_vA_vB.sql, which takes it back; beside the directory, not below it.")
          @Matches(Syntax.RELATIVE_PATH)
          @Nullable String down,
      @Key(
              value =
                  "What a rollback does to the schema: keep, since old code is expected to run on the new one; where the run itself is taken back also down, or restore: from the backup before it, by itself only if visitors were kept away from before that backup on.",
              byDefault = "keep")
          Undo undo,
      @Inline Guard guard)
      implements Migrations {}

  /** Where update scripts are, and where the schema says which version it has. */
  record UpdateScripts(
      @Key(value = "Directory inside the release.", byDefault = "db/updates")
          @Matches(Syntax.RELATIVE_PATH)
          String directory,
      @Key(value = "Table whose one row holds the version.", byDefault = "schema_version")
          @Matches(Syntax.VARIABLE)
          String table,
      @Key(value = "Column of the version in it.", byDefault = "version") @Matches(Syntax.VARIABLE)
          String column) {}

  /** How scripts are run beyond running them. */
  record Care(
      @Key("Longest wait of a statement for a lock.") @Nullable Duration lockTimeout,
      @Key("Longest run of one statement.") @Nullable Duration statementTimeout,
      @Key(
              value =
                  "How often a script that waited too long for a lock begins again, where nothing of it was done.",
              byDefault = "0")
          @Between(min = 0, max = 100)
          int lockRetries,
      @Key(
              value =
                  "What the schema is asked once it is migrated; another answer takes the run back.",
              byDefault = "[]")
          List<Verify> verify,
      @Key(
              value =
                  "Scripts of the release that fill a schema which had no tables: they run once, in this order, behind its first migrations.",
              byDefault = "[]")
          List<@Matches(Syntax.RELATIVE_PATH) String> seed) {}

  /** A question and its only right answer. */
  record Verify(
      @Key("Query; the first column of its first row counts.") String sql,
      @Key("The answer must be this text.") String equals) {}

  /** What must hold before the schema changes. */
  record Guard(
      @Key(
              value =
                  "Findings of the migration analysis that somebody vouches for; the same can stand in the script.",
              byDefault = "[]")
          List<Waive> waive,
      @Key(
              "The strictest kind of change that may run: safe, or expand, on which old code goes on. What takes away or narrows stops the plan then.")
          @Nullable Allow allow,
      @Key("What must be there before anything runs.") @Nullable Required requires) {}

  /** Somebody's word that a finding is known and wanted. */
  record Waive(
      @Key("Id of the rule, e.g. drop-column.") @Matches(Syntax.NAME) String rule,
      @Key("The only script that it is for, e.g. V7__prices.sql; every one where it is left out.")
          @Nullable String script,
      @Key("Why it is wanted.") String reason,
      @Key("Who vouches for it.") String owner,
      @Key("Last day on which it holds, e.g. 2026-12-31.") @Matches(Syntax.DATE) String until) {}

  /** How strict a change may be. */
  enum Allow {
    /** Neither old nor new code notices. */
    SAFE,
    /** New code gets what it needs, old code goes on. */
    EXPAND
  }

  /** What must be there before anything runs. */
  record Required(
      @Key(
              "Before rows may be lost: a backup of the database that passed a drill within this time, e.g. 7d.")
          @Nullable Duration drill,
      @Key(
              "Before anything that is there may change: a backup of the database that is no older than this, e.g. 24h, or one that the deployment takes.")
          @Nullable Duration backup) {}

  /** Where the scripts are. */
  record Flyway(
      @Key(value = "Directories inside the release.", byDefault = "[db/migration]")
          List<@Matches(Syntax.RELATIVE_PATH) String> locations) {}

  /** The framework's own migrations. */
  record Command(
      @Key("Command that migrates; it runs once, on the first host of the roles.")
          @Matches(Syntax.COMMAND)
          String command,
      @Key(value = "Hosts of which the first runs it.", byDefault = "[web]")
          List<@Matches(Syntax.NAME) String> roles,
      @Key(
              "Prints what was applied and what is pending; changes nothing. Where it says the same after migrating, nothing is ever taken down.")
          @Matches(Syntax.COMMAND)
          @Nullable String status,
      @Key("Takes the last batch back; runs once, and only for a release that migrated something.")
          @Matches(Syntax.COMMAND)
          @Nullable String down,
      @Key(
              "Fails where the schema is not what the release's code expects, e.g. php bin/console doctrine:schema:validate; runs behind the migrations, and a failure takes the run back.")
          @Matches(Syntax.COMMAND)
          @Nullable String validate,
      @Key(
              "Prints the SQL of what is pending: it is read before anybody is asked for a yes. Needs server, the long form of database, or serverCommand.")
          @Matches(Syntax.COMMAND)
          @Nullable String dryRun,
      @Key(
              "Engine and version that the SQL is for, e.g. mariadb 10.11; without it the database is asked.")
          @Matches(Syntax.SERVER)
          @Nullable String server,
      @Key(
              "Prints the driver and the server's version, e.g. mysql 10.11.6-MariaDB, with empty behind them where the schema has no tables; runs before dryRun, where neither server nor the long form of database says it.")
          @Matches(Syntax.COMMAND)
          @Nullable String serverCommand,
      @Inline Limits limits,
      @Key(
              value =
                  "What a rollback does to the schema: keep it, or run the down command, where the target is the release before; or restore, where the run itself is taken back: from the backup before it, by itself only if visitors were kept away from before that backup on.",
              byDefault = "keep")
          Undo undo,
      @Inline Guard guard)
      implements Migrations {}

  /** How long the statements of a framework's own command may take. */
  record Limits(
      @Key(
              "Longest wait of one of its statements for a lock; PostgreSQL only, whose client library takes it from PGOPTIONS.")
          @Nullable Duration lockTimeout,
      @Key("Longest run of one of its statements; PostgreSQL only, likewise.")
          @Nullable Duration statementTimeout) {

    /** Whether none is declared. */
    public boolean areNone() {
      return lockTimeout == null && statementTimeout == null;
    }
  }
}

package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Bare;
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
    /** The declared down command runs. */
    DOWN
  }

  /** Scripts of the release that Flyway runs from the Windlass worker. */
  record Scripts(
      @Key("Scripts of the release, run by Flyway; needs the long form of database.") Flyway flyway,
      @Key("Longest wait of a statement for a lock.") @Nullable Duration lockTimeout,
      @Key("Longest run of one statement.") @Nullable Duration statementTimeout,
      @Key(
              value =
                  "What a rollback does to the schema: keep, since old code is expected to run on the new one.",
              byDefault = "keep")
          Undo undo)
      implements Migrations {}

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
              value =
                  "What a rollback does to the schema: keep it, or run the down command, where the target is the release before.",
              byDefault = "keep")
          Undo undo)
      implements Migrations {}
}

package dev.windlass.activities.migration;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.migration.UpdateScript;
import dev.windlass.workflows.migration.safety.Script;
import dev.windlass.workflows.plan.Migrations;
import java.sql.SQLException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Asks after each update script whether the schema has the version that its name promises; within
 * its transaction where the server has such, so that one that lies is taken back.
 */
record VersionReached(Migrations.Updates declared, Progress progress) implements Callback {

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.AFTER_EACH_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  /** Flyway calls by name: this before {@link Progress}, which then holds that the script ended. */
  @Override
  public String getCallbackName() {
    return "version";
  }

  @Override
  public void handle(Event event, Context context) {
    String name = LaidOutUpdates.told(context.getMigrationInfo().getScript());
    UpdateScript update = UpdateScript.of(new Script(name, ""));
    if (update == null) {
      return;
    }
    try {
      SchemaVersion.Answer found = new SchemaVersion(context.getConnection(), declared).ask();
      if (!found.version().equals(update.to())) {
        throw missed(update, found);
      }
    } catch (SQLException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          name + ": the version cannot be asked for afterwards: " + e.getMessage());
    }
  }

  private RuntimeException missed(UpdateScript update, SchemaVersion.Answer found) {
    String what =
        "%s left the schema at %s, expected %s in %s.%s"
            .formatted(
                update.script().name(),
                found.problem() == null ? found.version() : "no known version",
                update.to(),
                declared.table(),
                declared.column());
    return progress.undoable()
        ? Failures.of(FailureType.MIGRATION_FAILED, what + "; it has been taken back")
        : progress.unknown(what);
  }
}

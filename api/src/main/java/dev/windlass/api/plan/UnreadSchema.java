package dev.windlass.api.plan;

import dev.windlass.api.specification.Environment;
import dev.windlass.workflows.migration.safety.Advice;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.migration.safety.Terms;
import dev.windlass.workflows.migration.safety.Terms.SchemaState;
import dev.windlass.workflows.plan.Found;
import dev.windlass.workflows.plan.Migrations;
import org.jspecify.annotations.Nullable;

/** Says of migrations that nobody reads that nobody does, and what the file lacks for it. */
final class UnreadSchema {

  private static final String SOURCE = "docs/migrations.md";

  private UnreadSchema() {}

  /** The same, with a finding where a command migrates that does not tell what it would do. */
  static Found known(Found found, @Nullable Migrations migrations, Environment place) {
    if (!(migrations instanceof Migrations.Command command) || command.dryRun() != null) {
      return found;
    }
    boolean tells =
        place.migrations() instanceof dev.windlass.api.specification.Migrations.Command declared
            && declared.dryRun() != null;
    Advice why =
        tells
            ? new Advice(
                "Nobody reads what this would do: the file does not say for which server.",
                "migrations: {server: mariadb 10.11} with yours, or the long form of database.",
                SOURCE)
            : new Advice(
                "Nobody reads what this would do: the file has no dryRun.",
                "migrations: {dryRun: a command that prints the SQL, server: mariadb 10.11}.",
                SOURCE);
    return found.with(
        Reading.none(command.up().line(), why, Terms.of(command, SchemaState.IN_USE)));
  }
}

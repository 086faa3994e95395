package dev.windlass.activities.migration;

import dev.windlass.workflows.migration.MigrationActivities.MigrationFacts;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.migration.safety.Script;
import dev.windlass.workflows.migration.safety.Terms.SchemaState;
import dev.windlass.workflows.plan.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.jspecify.annotations.Nullable;

/** What Flyway has to do on a database, what that would do, and what speaks against it. */
final class SchemaLook {

  private final Connection connection;
  private final Flyway flyway;
  private final Migrations.Scripts migrations;
  private final List<String> problems = new ArrayList<>();

  SchemaLook(Connection connection, Flyway flyway, Migrations.Scripts migrations) {
    this.connection = connection;
    this.flyway = flyway;
    this.migrations = migrations;
  }

  /** Changes nothing. */
  MigrationFacts facts(ScriptsArchive scripts, SchemaReader reader) throws SQLException {
    problems.addAll(unready(connection, migrations));
    MigrationInfoService info = flyway.info();
    requireUnchanged();
    if (!History.of(connection, migrations).exists() && !new Tables(connection).areNone()) {
      problems.add(
          "the schema has tables but no " + History.FLYWAY + ": baseline it with Flyway first");
    }
    List<String> pending = Arrays.stream(info.pending()).map(MigrationInfo::getScript).toList();
    requireWaysDown(pending, scripts);
    MigrationInfo current = info.current();
    return new MigrationFacts(
        current == null || current.getVersion() == null ? null : current.getVersion().getVersion(),
        pending,
        problems,
        reading(info, scripts, reader));
  }

  /** What speaks against migrating whatever the scripts are. */
  static List<String> unready(Connection connection, Migrations.Scripts migrations)
      throws SQLException {
    List<String> problems = new ArrayList<>();
    String readOnly = Server.of(migrations.database().engine()).notWritable(connection);
    if (readOnly != null) {
      problems.add("the database " + readOnly);
    }
    Journal.Row row = new Journal(History.of(connection, migrations)).read();
    if (row.script() != null) {
      problems.add(
          row.begun() + " had begun in deployment " + row.deployment() + " and never ended");
    }
    return problems;
  }

  private void requireUnchanged() {
    var validated =
        Flyway.configure()
            .configuration(flyway.getConfiguration())
            .ignoreMigrationPatterns("*:pending")
            .load()
            .validateWithResult();
    if (!validated.validationSuccessful) {
      problems.add(validated.getAllErrorMessages());
    }
  }

  private void requireWaysDown(List<String> pending, ScriptsArchive scripts) {
    if (migrations.undo() == Migrations.Undo.DOWN) {
      problems.addAll(missing(pending, scripts.down()));
    }
  }

  /** What nothing would take back. */
  static List<String> missing(List<String> pending, WaysDown ways) {
    return pending.stream()
        .filter(script -> ways.isNeeded(script) && ways.of(script) == null)
        .map(script ->
            "%s has no way down: add %s, or undo: keep".formatted(script, ways.wanted(script)))
        .toList();
  }

  private @Nullable Reading reading(
      MigrationInfoService info, ScriptsArchive scripts, SchemaReader reader) throws SQLException {
    List<Script> texts = PendingScripts.of(info.pending(), scripts.directories());
    if (texts.isEmpty()) {
      return null;
    }
    SchemaState schema = new Tables(connection).areNone() ? SchemaState.EMPTY : SchemaState.IN_USE;
    return reader.read(
        SchemaReader.target(connection, migrations.database().engine()), texts, migrations, schema);
  }
}

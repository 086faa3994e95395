package dev.windlass.activities.migration;

import dev.windlass.workflows.migration.MigrationActivities.MigrationFacts;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.migration.safety.Script;
import dev.windlass.workflows.migration.safety.Target;
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
    PendingWays ways = PendingWays.of(pending, scripts.down());
    if (migrations.undo() == Migrations.Undo.DOWN) {
      problems.addAll(ways.problems());
    }
    MigrationInfo current = info.current();
    return new MigrationFacts(
        current == null || current.getVersion() == null ? null : current.getVersion().getVersion(),
        pending,
        problems,
        new Texts(PendingScripts.of(info.pending(), scripts.directories()), ways)
            .read(connection, migrations, reader));
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

  /**
   * What is to be read.
   *
   * @param up what is pending, in order
   */
  record Texts(List<Script> up, PendingWays down) {

    /** Null where nothing is pending. */
    @Nullable Reading read(
        Connection connection, Migrations.Scripts migrations, SchemaReader reader)
        throws SQLException {
      if (up.isEmpty()) {
        return null;
      }
      SchemaState schema =
          new Tables(connection).areNone() ? SchemaState.EMPTY : SchemaState.IN_USE;
      Target target = SchemaReader.target(connection, migrations.database().engine());
      Reading reading = reader.read(target, up, migrations, schema);
      return migrations.undo() == Migrations.Undo.DOWN
          ? reading.with(reader.readDown(target, down, migrations, schema))
          : reading;
    }
  }
}

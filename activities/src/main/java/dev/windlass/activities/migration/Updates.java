package dev.windlass.activities.migration;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.migration.MigrationActivities.MigrationFacts;
import dev.windlass.workflows.migration.MigrationActivities.MigrationReport;
import dev.windlass.workflows.migration.UpdateChain;
import dev.windlass.workflows.migration.UpdateScript;
import dev.windlass.workflows.migration.safety.Script;
import dev.windlass.workflows.migration.safety.Target;
import dev.windlass.workflows.plan.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Plain SQL update scripts on one database: what the version that it has makes of them. Flyway runs
 * them, so that locks, fence, journal and interruptions are as for its own.
 */
record Updates(Connection connection, Migrations.Scripts migrations, Migrations.Updates declared) {

  /** Null where Flyway's own scripts are declared. */
  static @Nullable Updates of(Connection connection, Migrations.Scripts migrations) {
    Migrations.Updates declared = migrations.updates();
    return declared == null ? null : new Updates(connection, migrations, declared);
  }

  SchemaVersion version() {
    return new SchemaVersion(connection, declared);
  }

  /**
   * What is to be run now.
   *
   * @throws io.temporal.failure.ApplicationFailure when something speaks against it
   */
  UpdateChain pending(ScriptsArchive archive) throws SQLException {
    UpdateChain chain = chain(archive, version().ask());
    if (!chain.problems().isEmpty()) {
      throw Failures.of(
          FailureType.MIGRATION_FAILED,
          String.join("\n", chain.problems()) + "\nno script has been run");
    }
    return chain;
  }

  /** Changes nothing. */
  MigrationFacts facts(
      ScriptsArchive archive, FluentConfiguration configuration, SchemaReader reader)
      throws SQLException {
    List<String> problems = SchemaLook.unready(connection, migrations);
    SchemaVersion.Answer found = version().ask();
    UpdateChain chain = chain(archive, found);
    problems.addAll(chain.problems());
    DownUpdates down = archive.downUpdates();
    PendingWays ways = PendingWays.of(chain.scripts().stream().map(Script::name).toList(), down);
    if (migrations.undo() == Migrations.Undo.DOWN) {
      problems.addAll(ways.problems());
      problems.addAll(UpdateChain.silent(down.of(chain.pending()), declared, target()));
    }
    List<Script> texts = new ArrayList<>(chain.scripts());
    texts.addAll(repeatable(chain, configuration));
    return new MigrationFacts(
        found.known(),
        texts.stream().map(Script::name).toList(),
        problems,
        new SchemaLook.Texts(texts, ways).read(connection, migrations, reader));
  }

  /** The version now, or null where there is none that is known. */
  @Nullable String now() throws SQLException {
    return version().ask().known();
  }

  /** What the deployment applied over all its tries, in versions of the version's table. */
  MigrationReport report(Journal.Row row) throws SQLException {
    String now = now();
    History history = History.of(connection, migrations);
    List<String> applied = history.exists() ? history.applied(row.base()) : List.of();
    String before =
        applied.stream()
            .map(name -> UpdateScript.of(new Script(name, "")))
            .filter(Objects::nonNull)
            .map(UpdateScript::from)
            .findFirst()
            .orElse(now == null ? "" : now);
    return new MigrationReport(SchemaVersion.known(before), now, applied);
  }

  private UpdateChain chain(ScriptsArchive archive, SchemaVersion.Answer found)
      throws SQLException {
    List<Script> scripts = scripts(archive);
    return found.problem() != null
        ? new UpdateChain(List.of(), List.of(), List.of(found.problem()))
        : UpdateChain.of(scripts, found.version(), declared, target());
  }

  /** Those that are new, or not as they were when they last ran. */
  private static List<Script> repeatable(UpdateChain chain, FluentConfiguration configuration) {
    if (chain.repeatable().isEmpty()) {
      return List.of();
    }
    try (LaidOutUpdates updates = LaidOutUpdates.of(chain, 0)) {
      List<String> pending =
          Arrays.stream(updates.in(configuration).load().info().pending())
              .map(MigrationInfo::getScript)
              .toList();
      return chain.repeatable().stream().filter(one -> pending.contains(one.name())).toList();
    }
  }

  private Target target() throws SQLException {
    return SchemaReader.target(connection, migrations.database().engine());
  }

  private static List<Script> scripts(ScriptsArchive archive) {
    List<Script> scripts = new ArrayList<>();
    for (Path directory : archive.directories()) {
      try (Stream<Path> files = Files.list(directory)) {
        files
            .filter(file -> file.getFileName().toString().endsWith(".sql"))
            .sorted()
            .map(file -> new Script(file.getFileName().toString(), PendingScripts.text(file)))
            .forEach(scripts::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return scripts;
  }
}

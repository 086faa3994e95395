package dev.windlass.activities.migration;

import dev.windlass.activities.temporary.TemporaryFiles;
import dev.windlass.workflows.migration.UpdateChain;
import dev.windlass.workflows.migration.UpdateScript;
import dev.windlass.workflows.migration.safety.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Pending update scripts under names by which Flyway runs them, in order, each once, repeatable
 * ones behind them. The version's table has decided that they are pending; so their names begin
 * with the deployment's number, and what Flyway remembers of earlier deployments holds none back.
 */
record LaidOutUpdates(Path directory) implements AutoCloseable {

  private static final String LAID_OUT = "V[0-9]+\\.[0-9]+__(?=[0-9]+_update_)";

  /**
   * @param number of the deployment
   */
  static LaidOutUpdates of(UpdateChain chain, long number) {
    try {
      LaidOutUpdates updates = new LaidOutUpdates(TemporaryFiles.directory("updates"));
      for (UpdateScript update : chain.pending()) {
        updates.add(
            "V%d.%d__%s".formatted(number, update.number(), update.script().name()),
            update.script());
      }
      for (Script repeatable : chain.repeatable()) {
        updates.add(repeatable.name(), repeatable);
      }
      return updates;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name that the release gives a script. */
  static String told(String script) {
    return script.replaceFirst(LAID_OUT, "");
  }

  FluentConfiguration in(FluentConfiguration configuration) {
    return asTheirClient(configuration)
        .locations("filesystem:" + directory)
        .table(History.UPDATES)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .validateOnMigrate(false)
        .outOfOrder(true);
  }

  /**
   * As a database's own client reads them: {@code ${…}} is text. Every script holds the statement
   * that tells its version, so one that cannot run in a transaction always mixes.
   */
  static FluentConfiguration asTheirClient(FluentConfiguration configuration) {
    return configuration.mixed(true).placeholderReplacement(false);
  }

  private void add(String name, Script script) throws IOException {
    Files.writeString(directory.resolve(name), script.text());
  }

  @Override
  public void close() {
    TemporaryFiles.delete(directory);
  }
}

package dev.windlass.activities.migration;

import dev.windlass.activities.temporary.TemporaryFiles;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * First rows, for a schema that had no tables. Before its first migration the schema itself is made
 * to remember that they are owed, so that any later try or deployment pays; once paid, never again.
 * As a callback of Flyway it hears when nothing has been applied yet.
 *
 * @param schema what the migrations leave behind
 * @param scripts in the order in which they run
 */
record Seeds(History schema, List<Path> scripts) implements Callback {

  private static final String OWED = "windlass_seed";
  private static final String HISTORY = "windlass_seed_history";

  Seeds {
    scripts = List.copyOf(scripts);
  }

  /** What Flyway remembers of first rows. */
  History history() {
    return new History(schema.connection(), HISTORY);
  }

  boolean areOwed() throws SQLException {
    return !scripts.isEmpty()
        && new Tables(schema.connection()).has(OWED)
        && Server.text(schema.connection(), "select owed from " + OWED).equals("1");
  }

  /** Runs what has not run yet; the debt is paid when all have. */
  void pay(FluentConfiguration configuration, LockPatience patience, Progress progress)
      throws SQLException {
    history().refuseBegun(Journal.Row.NONE);
    Path directory = laidOut();
    try {
      patience.migrate(
          configuration
              .locations("filesystem:" + directory)
              .table(HISTORY)
              .sqlMigrationPrefix("seed")
              .baselineOnMigrate(true)
              .baselineVersion("0")
              .validateOnMigrate(false)
              .mixed(true)
              .placeholderReplacement(false)
              .callbacks(progress)
              .load());
      execute("update " + OWED + " set owed = 0");
    } finally {
      TemporaryFiles.delete(directory);
    }
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public String getCallbackName() {
    return "windlass-seed";
  }

  @Override
  public void handle(Event event, Context context) {
    try {
      if (!scripts.isEmpty() && schema.highestRank() == 0 && !areOwed()) {
        owe();
      }
    } catch (SQLException e) {
      throw Failures.of(FailureType.UNAVAILABLE, OWED + " cannot be written: " + e.getMessage());
    }
  }

  /** Where down scripts have taken everything back, what was paid is gone too. */
  private void owe() throws SQLException {
    if (new Tables(schema.connection()).has(OWED)) {
      if (history().exists()) {
        execute("delete from " + HISTORY);
      }
      execute("update " + OWED + " set owed = 1");
    } else {
      execute("create table " + OWED + " (owed integer not null)");
      execute("insert into " + OWED + " values (1)");
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = schema.connection().createStatement()) {
      statement.execute(sql);
    }
  }

  private Path laidOut() {
    try {
      Path directory = TemporaryFiles.directory("seed");
      for (int i = 0; i < scripts.size(); i++) {
        String name = scripts.get(i).getFileName().toString();
        Files.copy(scripts.get(i), directory.resolve("seed%d__%s".formatted(i + 1, name)));
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

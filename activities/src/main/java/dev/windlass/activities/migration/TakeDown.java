package dev.windlass.activities.migration;

import dev.windlass.activities.temporary.TemporaryFiles;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what a deployment applied, the newest first. Flyway runs the down scripts as it runs
 * others, with a history of their own; each takes its script out of Flyway's history within the
 * same transaction, where the server has such. So what was interrupted goes on where it was.
 */
final class TakeDown implements AutoCloseable {

  static final String HISTORY = "windlass_undo_history";

  /** Later ones run first. */
  private static final int LAST = 1_000_000;

  private final Path directory;
  private final String history;
  private final Map<String, String> scripts = new LinkedHashMap<>();

  private TakeDown(Path directory, String history) {
    this.directory = directory;
    this.history = history;
  }

  /**
   * @param number of the deployment, so that names never come twice
   * @throws io.temporal.failure.ApplicationFailure when something applied has no way down
   */
  static TakeDown of(History history, Journal.Row row, WaysDown ways, long number)
      throws SQLException {
    try {
      TakeDown down = new TakeDown(TemporaryFiles.directory("down"), history.table());
      List<String> missing = new ArrayList<>();
      for (Applied applied : applied(history, row.base())) {
        Path way = ways.of(applied.script());
        if (way == null) {
          missing.add(LaidOutUpdates.told(applied.script()));
        } else {
          down.add(applied, way, number);
        }
      }
      if (!missing.isEmpty()) {
        down.close();
        throw Failures.of(
            FailureType.MIGRATION_FAILED,
            "no way down is declared for " + missing + "; nothing undone");
      }
      return down;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Applied(int rank, String script) {}

  /** Versioned ones only, newest first. */
  private static List<Applied> applied(History history, int base) throws SQLException {
    List<Applied> found = new ArrayList<>();
    if (!history.exists()) {
      return found;
    }
    try (PreparedStatement statement =
        history
            .connection()
            .prepareStatement(
                "select installed_rank, script from "
                    + history.table()
                    + " where installed_rank > ? and version is not null"
                    + " order by installed_rank desc")) {
      statement.setInt(1, base);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(new Applied(rows.getInt(1), rows.getString(2)));
        }
      }
    }
    return found;
  }

  private void add(Applied applied, Path way, long number) throws IOException {
    String name =
        "V%d.%d__%s".formatted(number, LAST - applied.rank(), way.getFileName().toString());
    Files.copy(way, directory.resolve(name));
    scripts.put(name, applied.script());
  }

  Path directory() {
    return directory;
  }

  boolean isEmpty() {
    return scripts.isEmpty();
  }

  /** The scripts that are taken back, in the order in which that is done. */
  List<String> takenBack() {
    return scripts.values().stream().map(LaidOutUpdates::told).toList();
  }

  /**
   * Runs them.
   *
   * @param updates where they lead from version to version, else null
   */
  void run(FluentConfiguration flyway, Progress progress, @Nullable Updates updates) {
    FluentConfiguration down = FlywayRun.down(flyway, this);
    if (updates == null) {
      down.callbacks(new Forgetting(), progress);
    } else {
      LaidOutUpdates.asTheirClient(down)
          .callbacks(new VersionReached(updates.declared(), progress), new Forgetting(), progress);
    }
    down.load().migrate();
  }

  /** Makes Flyway forget what a down script has just taken back. */
  private final class Forgetting implements Callback {

    @Override
    public boolean supports(Event event, Context context) {
      return event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
      return true;
    }

    @Override
    public String getCallbackName() {
      return "windlass-undo";
    }

    @Override
    public void handle(Event event, Context context) {
      String script = scripts.get(context.getMigrationInfo().getScript());
      try (PreparedStatement statement =
          context
              .getConnection()
              .prepareStatement("delete from " + history + " where script = ?")) {
        statement.setString(1, script);
        statement.executeUpdate();
      } catch (SQLException e) {
        throw Failures.of(
            FailureType.UNAVAILABLE, "Flyway's history cannot be written: " + e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    TemporaryFiles.delete(directory);
  }
}

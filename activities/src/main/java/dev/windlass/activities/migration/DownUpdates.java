package dev.windlass.activities.migration;

import dev.windlass.workflows.migration.UpdateScript;
import dev.windlass.workflows.migration.safety.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ways down of update scripts, which are update scripts too: {@code
 * 07_update_v7.6.0_v7.5.1.sql} takes back what {@code 07_update_v7.5.1_v7.6.0.sql} did.
 *
 * @param directory of this machine, or null where none is declared
 * @param name of the directory in the release, for people
 */
record DownUpdates(@Nullable Path directory, String name) implements WaysDown {

  @Override
  public boolean isNeeded(String script) {
    return update(script) != null;
  }

  @Override
  public @Nullable Path of(String script) {
    UpdateScript update = update(script);
    return update == null
        ? null
        : files().stream().filter(file -> isBackOf(file, update)).findFirst().orElse(null);
  }

  @Override
  public String wanted(String script) {
    UpdateScript update = update(script);
    return update == null
        ? name + "/NN_update_vB_vA.sql"
        : "%s/%02d_update_v%s_v%s.sql".formatted(name, update.number(), update.to(), update.from());
  }

  /** The ways down of these, with their texts; those that have none are left out. */
  List<UpdateScript> of(List<UpdateScript> updates) {
    List<UpdateScript> ways = new ArrayList<>();
    for (UpdateScript update : updates) {
      Path way = of(update.script().name());
      if (way != null) {
        Script script = new Script(way.getFileName().toString(), PendingScripts.text(way));
        ways.add(new UpdateScript(update.number(), update.to(), update.from(), script));
      }
    }
    return ways;
  }

  private static boolean isBackOf(Path file, UpdateScript update) {
    UpdateScript way = update(file.getFileName().toString());
    return way != null
        && way.number() == update.number()
        && way.from().equals(update.to())
        && way.to().equals(update.from());
  }

  private static @Nullable UpdateScript update(String script) {
    return UpdateScript.of(new Script(LaidOutUpdates.told(script), ""));
  }

  private List<Path> files() {
    if (directory == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

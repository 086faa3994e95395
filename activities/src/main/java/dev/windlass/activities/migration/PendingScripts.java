package dev.windlass.activities.migration;

import dev.windlass.workflows.migration.safety.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationInfo;

/** The text of what Flyway would run: pending scripts, and callbacks, which run beside them. */
final class PendingScripts {

  /** {@code afterMigrate.sql}, {@code beforeEachMigrate__note.sql}. */
  private static final String CALLBACK = "(before|after|create)[A-Z]\\w*\\.sql";

  private PendingScripts() {}

  /**
   * In the order in which they run, callbacks last; none where nothing is pending.
   *
   * @param directories Flyway's locations on this machine
   */
  static List<Script> of(MigrationInfo[] pending, List<Path> directories) {
    List<Script> scripts = new ArrayList<>();
    for (MigrationInfo one : pending) {
      scripts.add(new Script(one.getScript(), text(Path.of(one.getPhysicalLocation()))));
    }
    if (!scripts.isEmpty()) {
      directories.forEach(directory -> scripts.addAll(callbacks(directory)));
    }
    return scripts;
  }

  private static List<Script> callbacks(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches(CALLBACK))
          .sorted(Comparator.naturalOrder())
          .map(file -> new Script(directory.relativize(file).toString(), text(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As Flyway reads them; what is no UTF-8 is a finding where it matters. */
  static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

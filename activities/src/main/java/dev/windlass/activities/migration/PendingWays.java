package dev.windlass.activities.migration;

import dev.windlass.workflows.migration.safety.Script;
import dev.windlass.workflows.migration.safety.WayDown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What would take pending scripts back.
 *
 * @param scripts with their texts, in the order in which they would run: the newest first
 * @param missing pending ones that nothing takes back, oldest first
 */
record PendingWays(List<Script> scripts, List<WayDown.Missing> missing) {

  PendingWays {
    scripts = List.copyOf(scripts);
    missing = List.copyOf(missing);
  }

  /**
   * @param pending names in the order in which they run; those that need none count nothing
   */
  static PendingWays of(List<String> pending, WaysDown ways) {
    List<Script> scripts = new ArrayList<>();
    List<WayDown.Missing> missing = new ArrayList<>();
    for (String script : pending) {
      if (!ways.isNeeded(script)) {
        continue;
      }
      Path way = ways.of(script);
      if (way == null) {
        missing.add(new WayDown.Missing(script, ways.wanted(script)));
      } else {
        scripts.addFirst(new Script(way.getFileName().toString(), PendingScripts.text(way)));
      }
    }
    return new PendingWays(scripts, missing);
  }

  /** What keeps a plan with undo: down from running. */
  List<String> problems() {
    return missing.stream()
        .map(one ->
            "%s has no way down: add %s, or undo: keep".formatted(one.script(), one.wanted()))
        .toList();
  }
}

package dev.windlass.activities.backup.dump;

import dev.windlass.workflows.backup.Manifest;
import java.util.List;

/**
 * What a scanner found in a whole dump.
 *
 * @param tool that wrote it, as it calls itself: an old MariaDB's is {@code mysqldump} too
 * @param serverVersion as the dump tells it
 * @param toolVersion as the dump tells it
 * @param tables every table, also the empty ones, by name
 * @param things what else there is, by kind and name
 */
public record DumpContents(
    String tool,
    String serverVersion,
    String toolVersion,
    List<Manifest.Table> tables,
    List<Manifest.Thing> things) {

  public DumpContents {
    tables = List.copyOf(tables);
    things = List.copyOf(things);
  }
}

package dev.windlass.activities.backup.dump;

import dev.windlass.activities.ssh.Ending;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * One dump of a database by the engine's own tool, a consistent snapshot: on MariaDB and MySQL of
 * tables of transactional engines (InnoDB), on PostgreSQL of everything.
 *
 * @param runner where the tool runs
 * @param from the database as seen from there
 * @param tables as a manifest names them; empty: the whole database
 */
public record DatabaseDump(ToolRunner runner, Endpoint from, List<String> tables) {

  public DatabaseDump {
    tables = List.copyOf(tables);
  }

  /**
   * Dumps, scanning on the way.
   *
   * @param plain where the dump goes, for instance a {@link SealingStream}; it isn't closed
   * @return what the whole dump holds
   * @throws BrokenDumpException when there is no whole dump; what was written counts for nothing
   * @throws IOException of the target
   */
  public DumpContents run(OutputStream plain) throws IOException {
    DumpScanner scanner = DumpScanner.of(from.engine());
    ToolCommand command = DumpCommands.dump(from, tables);
    try (ToolProcess tool = runner.start(command, from.password())) {
      Pumping.pump(tool.output(), scanner, plain);
      Ending ending = tool.ending();
      if (!ending.isZero()) {
        throw new BrokenDumpException(
            ToolLoss.reason(from.engine(), ending, tool.errors()), sentence(command, tool, ending));
      }
      return scanner.finish();
    }
  }

  private String sentence(ToolCommand command, ToolProcess tool, Ending ending) {
    return "%s of %s, %s, ended with %s: %s"
        .formatted(command.name(), from, tool.place(), ending, tool.errors().strip());
  }
}

package dev.windlass.activities.backup.dump;

import dev.windlass.workflows.plan.Database;
import java.io.IOException;

/**
 * Reads a dump while it flows by: one pass, and no more memory for a long dump than for a short one
 * (but for the list of what the database holds). The same scanner reads the dump of a restored
 * database; what it finds doesn't depend on the order of rows, or on how the tool groups them.
 */
public sealed interface DumpScanner permits MariaDbScanner, PostgresScanner {

  /**
   * The next bytes of the dump, in pieces of any size.
   *
   * @throws BrokenDumpException when this can't be a dump
   */
  void accept(byte[] bytes, int offset, int length) throws IOException;

  /**
   * Says that the dump has ended.
   *
   * @throws BrokenDumpException when the dump's own end has not come: a short dump never passes
   */
  DumpContents finish() throws BrokenDumpException;

  /** One for the dumps of this engine's tool. */
  static DumpScanner of(Database.Engine engine) {
    return switch (engine) {
      case MARIADB, MYSQL -> new MariaDbScanner();
      case POSTGRESQL -> new PostgresScanner();
    };
  }
}

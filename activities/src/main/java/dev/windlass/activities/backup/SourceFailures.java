package dev.windlass.activities.backup;

import dev.windlass.activities.backup.dump.BrokenDumpException;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import java.io.IOException;

/** What went wrong with a backup's source, as the engine understands it. */
final class SourceFailures {

  private SourceFailures() {}

  /** What a tool says of itself, it says again; what was lost or ended too early may come back. */
  static RuntimeException of(IOException e) {
    FailureType type =
        switch (e) {
          case BrokenDumpException broken ->
              switch (broken.reason()) {
                case TOOL_FAILED, UNREADABLE -> FailureType.INVALID;
                case LOST -> FailureType.UNREACHABLE;
                case CUT_SHORT -> FailureType.UNAVAILABLE;
              };
          default -> FailureType.UNAVAILABLE;
        };
    return Failures.of(type, String.valueOf(e.getMessage()), e);
  }
}

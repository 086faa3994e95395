package dev.windlass.store.restore;

import dev.windlass.workflows.restore.RestoreWorkflow.Left;
import dev.windlass.workflows.restore.RestoreWorkflow.Loaded;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A restore as the record has it.
 *
 * @param workflow its id in Temporal
 * @param run its run's id in Temporal
 * @param target the database's name and server
 * @param outcome {@code succeeded}, {@code refused}, {@code failed} or {@code aborted}; null while
 *     it goes on
 * @param left what the target held afterwards; null while it goes on
 * @param safety id of the backup of what the target held before, or null
 * @param loaded what was loaded, or null
 * @param problem why it did not end well, or null
 * @param remarks what did not end it but should be known
 */
public record KeptRestore(
    String id,
    String workflow,
    String run,
    String application,
    String environment,
    String backup,
    String target,
    String planHash,
    String startedBy,
    Instant startedAt,
    @Nullable String outcome,
    @Nullable Left left,
    @Nullable String safety,
    @Nullable Loaded loaded,
    @Nullable String problem,
    List<String> remarks,
    @Nullable Instant endedAt) {

  public KeptRestore {
    remarks = List.copyOf(remarks);
  }
}

package dev.windlass.store.backup;

import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backup as the catalogue knows it.
 *
 * @param kind {@code database} or {@code files}
 * @param target name of the restore target whose database it is of; null where it is of the
 *     environment's own, or of files
 * @param taken what it holds, or null when it was never whole
 * @param stores where it is whole now
 * @param drilledAt when a drill last proved it, or null
 * @param usedBy workflows that read it now
 * @param endedAt when its run ended, or null while it goes on
 * @param problem why its run did not end well, or null
 */
public record KeptBackup(
    String id,
    String application,
    String environment,
    String kind,
    Occasion occasion,
    String startedBy,
    Instant startedAt,
    @Nullable String target,
    @Nullable Taken taken,
    List<String> stores,
    @Nullable Instant drilledAt,
    List<String> usedBy,
    @Nullable Instant endedAt,
    @Nullable String problem) {
  public KeptBackup {
    stores = List.copyOf(stores);
    usedBy = List.copyOf(usedBy);
  }
}

package dev.windlass.api.backup;

import dev.windlass.store.backup.KeptBackup;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backup as the catalogue knows it.
 *
 * @param state {@code running}, {@code whole}, {@code failed} or {@code gone}
 * @param target name of the restore target whose database it is of; null where it is of the
 *     environment's own, or of files
 * @param stores where it is whole
 * @param replica whether it was read from a replica of the database's server
 * @param drilledAt when a drill last proved it
 * @param passedOver what is not in it as it was, each with the reason: files that changed while
 *     they were read, sockets
 * @param problem why it did not end well
 */
@Schema(name = "ListedBackup")
public record BackupView(
    String id,
    String kind,
    String state,
    @Nullable String target,
    String startedBy,
    Instant startedAt,
    @Nullable Instant endedAt,
    List<String> stores,
    @Nullable Long rows,
    @Nullable Long plainBytes,
    @Nullable Long storedBytes,
    @Nullable String schemaVersion,
    boolean encrypted,
    boolean replica,
    @Nullable Instant drilledAt,
    List<String> passedOver,
    @Nullable String problem) {

  static BackupView of(KeptBackup kept) {
    Taken taken = kept.taken();
    return new BackupView(
        kept.id(),
        kept.kind(),
        state(kept),
        kept.target(),
        kept.startedBy(),
        kept.startedAt(),
        kept.endedAt(),
        kept.stores(),
        taken == null ? null : taken.rows(),
        taken == null ? null : taken.plainBytes(),
        taken == null ? null : taken.storedBytes(),
        taken == null ? null : taken.schemaVersion(),
        taken != null && taken.keyId() != null,
        taken != null && taken.replica(),
        kept.drilledAt(),
        taken == null ? List.of() : taken.passedOver(),
        kept.problem());
  }

  private static String state(KeptBackup kept) {
    if (!kept.stores().isEmpty()) {
      return "whole";
    }
    if (kept.endedAt() == null) {
      return "running";
    }
    return kept.taken() == null ? "failed" : "gone";
  }
}

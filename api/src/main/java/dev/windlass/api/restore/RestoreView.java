package dev.windlass.api.restore;

import dev.windlass.api.planning.EndedRestores;
import dev.windlass.store.restore.KeptRestore;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.restore.RestoreActivities.Progress;
import dev.windlass.workflows.restore.RestoreWorkflow.Left;
import dev.windlass.workflows.restore.RestoreWorkflow.RestoreStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A restore as its record and its run tell.
 *
 * @param outcome {@code succeeded}, {@code refused}, {@code failed} or {@code aborted}; null while
 *     it goes on
 * @param left what the target holds: {@code untouched}, {@code restored} or {@code unknown}
 * @param safety id of the backup of what the target held before
 * @param phase where it is; null when it has ended or does not answer
 * @param progress of the loading; null while nothing is loaded
 */
@Schema(name = "Restore")
public record RestoreView(
    String id,
    String backup,
    String target,
    String plan,
    String startedBy,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String outcome,
    @Nullable String left,
    @Nullable String safety,
    @Nullable Long rows,
    @Nullable String phase,
    @Nullable Progress progress,
    List<String> remarks,
    @Nullable String problem) {

  static RestoreView of(KeptRestore kept) {
    return of(kept, null, null);
  }

  static RestoreView of(
      KeptRestore kept, @Nullable RestoreStatus status, @Nullable Progress progress) {
    boolean ended = kept.endedAt() != null;
    return new RestoreView(
        kept.id(),
        kept.backup(),
        kept.target(),
        kept.planHash(),
        kept.startedBy(),
        kept.startedAt(),
        kept.endedAt(),
        kept.outcome(),
        kept.left() == null ? null : word(kept.left()),
        kept.safety() == null && status != null ? status.safety() : kept.safety(),
        kept.loaded() == null ? null : kept.loaded().rows(),
        ended || status == null ? null : word(status.phase()),
        progress,
        ended || status == null ? kept.remarks() : status.remarks(),
        kept.problem());
  }

  /** Its record has no end, and nothing goes on: what the target holds nobody knows. */
  static RestoreView endedFromOutside(KeptRestore kept) {
    return new RestoreView(
        kept.id(),
        kept.backup(),
        kept.target(),
        kept.planHash(),
        kept.startedBy(),
        kept.startedAt(),
        null,
        FailureType.FAILED.wireName(),
        word(Left.UNKNOWN),
        kept.safety(),
        null,
        null,
        null,
        kept.remarks(),
        EndedRestores.what(kept) + "; " + EndedRestores.mend(kept));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

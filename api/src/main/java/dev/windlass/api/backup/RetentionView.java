package dev.windlass.api.backup;

import dev.windlass.store.backup.KeptBackup;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.Retention;
import dev.windlass.workflows.backup.RetentionDecider;
import dev.windlass.workflows.backup.RetentionDecider.Candidate;
import dev.windlass.workflows.backup.RetentionVerdict;
import dev.windlass.workflows.backup.RetentionVerdict.Kept;
import dev.windlass.workflows.backup.RetentionVerdict.Reason;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What retention makes of the backups of a kind. Nothing is deleted by looking.
 *
 * @param kind {@code database} or {@code files}
 * @param keep those that stay, newest first
 * @param delete those that the next backup's run lets go, oldest first
 */
@Schema(name = "BackupRetention")
public record RetentionView(String kind, String zone, List<Stays> keep, List<Goes> delete) {

  public RetentionView {
    keep = List.copyOf(keep);
    delete = List.copyOf(delete);
  }

  /**
   * @param why every reason, such as {@code newest} or {@code daily of 2026-11-20}
   */
  @Schema(name = "KeptBackup")
  public record Stays(String id, Instant takenAt, List<String> why) {
    public Stays {
      why = List.copyOf(why);
    }
  }

  /**
   * @param stores where it is whole, and goes from
   */
  @Schema(name = "DeletableBackup")
  public record Goes(String id, Instant takenAt, long storedBytes, List<String> stores) {
    public Goes {
      stores = List.copyOf(stores);
    }
  }

  /** By the same decider that a backup's run asks. */
  static RetentionView of(BackupPlan plan, List<KeptBackup> whole, Instant now) {
    Map<String, KeptBackup> byId =
        whole.stream().collect(Collectors.toMap(KeptBackup::id, Function.identity()));
    RetentionVerdict verdict = verdict(plan, whole, now);
    return new RetentionView(
        plan.source().kind(),
        plan.zone(),
        verdict.keep().stream().map(kept -> stays(kept, found(byId, kept.id()))).toList(),
        verdict.delete().stream().map(id -> goes(found(byId, id))).toList());
  }

  private static RetentionVerdict verdict(BackupPlan plan, List<KeptBackup> whole, Instant now) {
    Retention keep = plan.keep();
    if (keep == null) {
      return new RetentionVerdict(
          whole.stream().map(backup -> new Kept(backup.id(), List.of())).toList(), List.of());
    }
    List<Candidate> candidates =
        whole.stream()
            .map(backup ->
                new Candidate(
                    backup.id(),
                    backup.startedAt(),
                    backup.drilledAt(),
                    !backup.usedBy().isEmpty(),
                    backup.occasion() == Occasion.SAFETY))
            .toList();
    return RetentionDecider.decide(candidates, keep, ZoneId.of(plan.zone()), now);
  }

  private static KeptBackup found(Map<String, KeptBackup> byId, String id) {
    return Objects.requireNonNull(byId.get(id), id);
  }

  private static Stays stays(Kept kept, KeptBackup backup) {
    List<String> why = kept.why().stream().map(Reason::sentence).toList();
    return new Stays(
        kept.id(), backup.startedAt(), why.isEmpty() ? List.of("the file declares no keep") : why);
  }

  private static Goes goes(KeptBackup backup) {
    return new Goes(
        backup.id(),
        backup.startedAt(),
        backup.taken() == null ? 0 : backup.taken().storedBytes(),
        backup.stores());
  }
}

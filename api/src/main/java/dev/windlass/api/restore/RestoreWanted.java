package dev.windlass.api.restore;

import dev.windlass.workflows.restore.Emergency;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants restored.
 *
 * @param backup id of a backup, or {@code latest}; null where {@code at} names one
 * @param at the newest backup that was taken before this moment
 * @param tables only these, as the backup's manifest names them; all where it is null or empty
 * @param to name of a target that the file declares; null for the environment's own database
 * @param emergency what is done around it, or null: only the database changes
 * @param plan hash of the plan that was agreed to; only for starting
 */
@Schema(name = "RestoreWanted")
public record RestoreWanted(
    @Nullable String backup,
    @Nullable Instant at,
    @Nullable List<String> tables,
    @Nullable String to,
    @Nullable Around emergency,
    @Nullable String plan) {

  /**
   * Maintenance on before, off at the end.
   *
   * @param code id of a release that comes back afterwards, or {@code matching}: the one that was
   *     live when the backup was taken; null where the code stays
   * @param codePlan hash of that rollback's plan, as the plan of the restore has it; for starting
   * @param otherwise what becomes of the maintenance after a failure; closed where it is null
   * @param guided whether it asks before anything is written, and before visitors come back
   */
  @Schema(name = "RestoreAround")
  public record Around(
      @Nullable String code,
      @Nullable String codePlan,
      Emergency.@Nullable Otherwise otherwise,
      @Nullable Boolean guided) {}

  /** The newest whole backup that no restore took for its safety. */
  static final String LATEST = "latest";

  List<String> chosenTables() {
    return tables == null ? List.of() : List.copyOf(tables);
  }
}

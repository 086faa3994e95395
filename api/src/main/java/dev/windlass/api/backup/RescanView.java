package dev.windlass.api.backup;

import dev.windlass.workflows.backup.RescanActivities;
import dev.windlass.workflows.backup.RescanWorkflow.RescanStatus;
import dev.windlass.workflows.backup.RescanWorkflow.StoreFindings;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rescan has found.
 *
 * @param state {@code running} or {@code ended}
 * @param reading the store that is being read now
 */
@Schema(name = "Rescan")
public record RescanView(String state, @Nullable String reading, List<Findings> stores) {

  static RescanView of(RescanRuns.Told told) {
    RescanStatus status = told.status();
    return new RescanView(
        told.state(), status.reading(), status.stores().stream().map(Findings::of).toList());
  }

  /**
   * What one store has.
   *
   * @param whole how many whole backups
   * @param entered ids of those that the catalogue did not know
   * @param odd what is half, broken, edited or gone
   * @param problem why it could not be read to its end
   */
  @Schema(name = "RescannedStore")
  public record Findings(
      String store, int whole, List<String> entered, List<Oddity> odd, @Nullable String problem) {

    static Findings of(StoreFindings one) {
      return new Findings(
          one.store(),
          one.whole(),
          one.entered(),
          one.odd().stream().map(Oddity::of).toList(),
          one.problem());
    }
  }

  /**
   * What is not as it should be.
   *
   * @param id of the backup
   * @param why what was found, and what to do
   */
  @Schema(name = "BackupOddity")
  public record Oddity(String id, String why) {

    static Oddity of(RescanActivities.Oddity odd) {
      return new Oddity(odd.id(), odd.why());
    }
  }
}

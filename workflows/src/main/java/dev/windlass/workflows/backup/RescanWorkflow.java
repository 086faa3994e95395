package dev.windlass.workflows.backup;

import dev.windlass.workflows.backup.RescanActivities.Oddity;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds the catalogue of an environment's backups from its stores alone. Runs under {@code
 * rescan/<application>/<environment>}. It enters what is whole and unknown, tells of what is
 * neither, and removes nothing, neither from a store nor from the catalogue.
 *
 * <p>Completes once every store was read, also with oddities. Fails with {@code failed} where one
 * could not be; what the others have is entered all the same. Temporal's <i>cancel</i> ends it.
 */
@WorkflowInterface
public interface RescanWorkflow {

  @WorkflowMethod(name = "RescanBackups")
  RescanStatus run(RescanRequest request);

  @QueryMethod(name = "status", description = "Which stores were read, and what was found.")
  RescanStatus status();

  /**
   * @param plan of any backup of the environment: all have the same stores
   * @param startedBy a person
   */
  record RescanRequest(BackupPlan plan, String startedBy) {}

  /**
   * @param reading the store that is being read; null before the first and after the last
   * @param stores those that were read, in the order of the file
   */
  record RescanStatus(@Nullable String reading, List<StoreFindings> stores) {
    public RescanStatus {
      stores = List.copyOf(stores);
    }
  }

  /**
   * What one store has.
   *
   * @param whole how many whole backups
   * @param entered ids of those that the catalogue did not know
   * @param odd what is half, broken, edited or gone
   * @param problem why it could not be read to its end, or null
   */
  record StoreFindings(
      String store, int whole, List<String> entered, List<Oddity> odd, @Nullable String problem) {
    public StoreFindings {
      entered = List.copyOf(entered);
      odd = List.copyOf(odd);
    }
  }
}

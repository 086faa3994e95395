package dev.windlass.workflows.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a backup, copies it to its other stores and lets go of those that need not be kept. Runs
 * under {@code backup/<application>/<environment>/<kind>}: one at a time. Changes nothing of what
 * it backs up.
 *
 * <p>Completes with a backup that is whole in every store; a safety backup also where it is whole
 * in one, with a remark for each of the others. Fails with {@code failed} (what there is stays in
 * the catalogue: a backup that could not be copied is one all the same) or {@code aborted}.
 */
@WorkflowInterface
public interface BackupWorkflow {

  @WorkflowMethod(name = "Backup")
  BackupStatus run(BackupRequest request);

  @SignalMethod(name = "abort", description = "Ends it: \"why\" or empty.")
  void abort(@Nullable String why);

  @QueryMethod(name = "status", description = "Where it is, and what it has.")
  BackupStatus status();

  /**
   * @param startedBy a person, a schedule or the change that asked for it
   */
  record BackupRequest(BackupPlan plan, Occasion occasion, String startedBy) {}

  /** Why it is taken. */
  enum Occasion {
    @JsonProperty("schedule")
    SCHEDULE,
    @JsonProperty("person")
    PERSON,
    /** Before a deployment changes anything. */
    @JsonProperty("deployment")
    DEPLOYMENT,
    /** Of what a restore is about to replace. */
    @JsonProperty("safety")
    SAFETY,
    /** A rescan found it in a store, and its manifest is older than the telling of occasions. */
    @JsonProperty("found")
    FOUND
  }

  /** Where it is. */
  enum Phase {
    @JsonProperty("opening")
    OPENING,
    @JsonProperty("taking")
    TAKING,
    @JsonProperty("copying")
    COPYING,
    @JsonProperty("pruning")
    PRUNING,
    @JsonProperty("ended")
    ENDED
  }

  /**
   * @param id of the backup; null before it has one
   * @param stores where it is whole
   * @param taken what it holds; null before it was taken
   * @param pruned ids of older backups that are gone
   * @param remarks what did not end it but should be known
   */
  record BackupStatus(
      @Nullable String id,
      Phase phase,
      List<String> stores,
      @Nullable Taken taken,
      List<String> pruned,
      List<String> remarks) {
    public BackupStatus {
      stores = List.copyOf(stores);
      pruned = List.copyOf(pruned);
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * A backup in numbers; its manifest has the rest.
   *
   * @param manifest SHA-256 of the manifest, by which an edited one is known
   * @param tables how many, or how many files
   * @param rows in all tables, or 0
   * @param plainBytes before compression
   * @param storedBytes as stored
   * @param schemaVersion as the manifest has it, or null
   * @param keyId of the public key, or null where it is not encrypted
   * @param replica whether it was read from a replica; absent where not
   * @param selected whether only the tables that the file named are in it; absent where not
   * @param passedOver what is not in it as it was, each with the reason; absent where all is
   */
  record Taken(
      String manifest,
      long tables,
      long rows,
      long plainBytes,
      long storedBytes,
      @Nullable String schemaVersion,
      @Nullable String keyId,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean replica,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean selected,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> passedOver) {

    public Taken {
      passedOver = passedOver == null ? List.of() : List.copyOf(passedOver);
    }

    /** Of the whole database itself, or of files. */
    public Taken(
        String manifest,
        long tables,
        long rows,
        long plainBytes,
        long storedBytes,
        @Nullable String schemaVersion,
        @Nullable String keyId) {
      this(
          manifest,
          tables,
          rows,
          plainBytes,
          storedBytes,
          schemaVersion,
          keyId,
          false,
          false,
          List.of());
    }
  }
}

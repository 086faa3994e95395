package dev.windlass.workflows.drill;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.ReleaseSource;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Restores a backup into a scratch database, checks it, measures, and drops it. Runs under {@code
 * drill/<application>/<environment>}: one at a time. Changes nothing of production, and nothing in
 * a store.
 *
 * <p>Completes where every check is good. Fails with {@code refused} (nothing was written
 * anywhere), {@code failed} or {@code aborted}; the report is in the ledger however it ends.
 */
@WorkflowInterface
public interface DrillWorkflow {

  @WorkflowMethod(name = "Drill")
  DrillReport run(DrillRequest request);

  @SignalMethod(name = "abort", description = "Ends it: \"why\" or empty.")
  void abort(@Nullable String why);

  @QueryMethod(name = "status", description = "Where it is, and what it has found.")
  DrillStatus status();

  /**
   * @param backup its id where one is named, else null
   * @param startedBy a person or a schedule
   * @param control whether a damaged copy is drilled too, whatever the count; absent where not
   * @param rehearse migrations that run on the restored database, or null for none
   */
  record DrillRequest(
      DrillPlan plan,
      Pick pick,
      @Nullable String backup,
      String startedBy,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean control,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Rehearse rehearse) {

    /** With a control where it is due, and no rehearsal. */
    public DrillRequest(DrillPlan plan, Pick pick, @Nullable String backup, String startedBy) {
      this(plan, pick, backup, startedBy, false, null);
    }
  }

  /**
   * What is rehearsed once the backup is proved.
   *
   * @param artifact of the release
   * @param migrations as the file declares them
   */
  record Rehearse(ReleaseSource.Artifact artifact, Migrations migrations) {}

  /** Which backup. */
  enum Pick {
    @JsonProperty("latest")
    LATEST,
    /** Any of those that the offsite store has. */
    @JsonProperty("random")
    RANDOM,
    @JsonProperty("named")
    NAMED
  }

  /** Where it is. */
  enum Phase {
    @JsonProperty("opening")
    OPENING,
    @JsonProperty("choosing")
    CHOOSING,
    @JsonProperty("proving")
    PROVING,
    @JsonProperty("restoring")
    RESTORING,
    @JsonProperty("checking")
    CHECKING,
    @JsonProperty("rehearsing")
    REHEARSING,
    @JsonProperty("controlling")
    CONTROLLING,
    @JsonProperty("cleaning")
    CLEANING,
    @JsonProperty("ended")
    ENDED
  }

  /**
   * @param id of the drill; null before it has one
   * @param backup that is drilled; null before it is chosen
   * @param doing for people
   * @param findings so far
   */
  record DrillStatus(
      @Nullable String id,
      @Nullable String backup,
      Phase phase,
      String doing,
      List<DrillFinding> findings,
      List<String> remarks) {
    public DrillStatus {
      findings = List.copyOf(findings);
      remarks = List.copyOf(remarks);
    }
  }
}

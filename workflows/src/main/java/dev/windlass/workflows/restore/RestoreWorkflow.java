package dev.windlass.workflows.restore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Restores a backup: looks at the target and refuses one that is not what was declared, saves what
 * it holds, loads the backup, compares it with its manifest, and puts it in place. Into the
 * environment's own database it runs under {@code change/<application>/<environment>}, the lock of
 * everything that changes that environment.
 *
 * <p>In an {@link Emergency} it closes the application before it writes, brings the code back that
 * belongs to the backup, and opens again. With a {@link Guide} it asks before it writes, and again
 * before it opens.
 *
 * <p>Completes when the target holds the backup. Fails with {@code refused} (nothing was written),
 * {@code failed} or {@code aborted}; {@link RestoreStatus#left} says what the target holds then.
 */
@WorkflowInterface
public interface RestoreWorkflow {

  @WorkflowMethod(name = "Restore")
  RestoreStatus run(RestoreRequest request);

  @SignalMethod(name = "abort", description = "Ends it before it changes places: \"why\" or empty.")
  void abort(@Nullable String why);

  @SignalMethod(
      name = "goOn",
      description = "Goes on from where a guided recovery asks: \"by whom\" or empty.")
  void goOn(@Nullable String by);

  @QueryMethod(name = "status", description = "Where it is, and what it has.")
  RestoreStatus status();

  /**
   * @param planHash of the plan that was agreed to
   * @param startedBy who agreed
   */
  record RestoreRequest(RestorePlan plan, String planHash, String startedBy) {}

  /** Where it is. */
  enum Phase {
    @JsonProperty("opening")
    OPENING,
    /** Compares the target with what was declared, and the backup with the catalogue. */
    @JsonProperty("looking")
    LOOKING,
    /** Puts maintenance on. */
    @JsonProperty("closing")
    CLOSING,
    /** A guided recovery asks whether the backup is the right one; nothing was written yet. */
    @JsonProperty("deciding")
    DECIDING,
    /** Takes a backup of what is about to be replaced. */
    @JsonProperty("securing")
    SECURING,
    @JsonProperty("loading")
    LOADING,
    /** What was loaded beside the database takes its place. */
    @JsonProperty("swapping")
    SWAPPING,
    /** Brings the code back that belongs to the backup. */
    @JsonProperty("returning")
    RETURNING,
    /** A guided recovery asks whether all is well, before visitors come back. */
    @JsonProperty("verifying")
    VERIFYING,
    /** Takes maintenance off. */
    @JsonProperty("reopening")
    REOPENING,
    @JsonProperty("ended")
    ENDED
  }

  /** What the target holds. */
  enum Left {
    /** As before. */
    @JsonProperty("untouched")
    UNTOUCHED,
    /** The backup. */
    @JsonProperty("restored")
    RESTORED,
    /** Nobody could tell; a person has to look. */
    @JsonProperty("unknown")
    UNKNOWN
  }

  /**
   * @param id of the restore; null before it has one
   * @param backup that is restored
   * @param left what the target holds
   * @param safety id of the backup of what the target held before; null when there is none
   * @param loaded what was loaded; null before it was
   * @param closed whether visitors are kept away by this restore
   * @param remarks what did not end it but should be known
   * @param problem why it did not end well, or null
   */
  record RestoreStatus(
      @Nullable String id,
      String backup,
      Phase phase,
      Left left,
      @Nullable String safety,
      @Nullable Loaded loaded,
      boolean closed,
      List<String> remarks,
      @Nullable String problem) {
    public RestoreStatus {
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * A backup that was loaded, equal to its manifest in rows and digests of every table.
   *
   * @param tables how many
   * @param rows in all of them
   * @param bytes before compression
   * @param written tables and sequences that somebody wrote to before they were compared, or null;
   *     what was loaded into them had been compared on its way
   * @param withheld why owners or rights of the backup could not be given, or null: they were
   */
  record Loaded(
      long tables,
      long rows,
      long bytes,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> written,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> withheld) {

    public Loaded(long tables, long rows, long bytes) {
      this(tables, rows, bytes, null, null);
    }

    /** The same, with why owners or rights could not be given; empty: they were. */
    public Loaded withheld(List<String> why) {
      return new Loaded(tables, rows, bytes, written, why.isEmpty() ? null : why);
    }
  }
}

package dev.windlass.workflows.drill;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one drill proved, or did not.
 *
 * @param backup that was drilled, or null where none was chosen
 * @param takenAt when that backup's source was read, or null
 * @param store that it was read from
 * @param scratch name of the database that it was restored into; it is gone
 * @param verdict of all findings together
 * @param findings in the order of the checks
 * @param timings in the order of their beginning; null where it never came to a restored database
 * @param dataAge age of the newest backup in that store when the drill began (what a disaster would
 *     lose), or null without one
 * @param control whether a damaged copy was drilled too
 * @param remarks what does not change the verdict but should be known
 * @param rehearsal of a release's migrations, or null where none was run
 */
public record DrillReport(
    String id,
    String application,
    String environment,
    String startedBy,
    Instant startedAt,
    Instant endedAt,
    @Nullable String backup,
    @Nullable Instant takenAt,
    String store,
    @Nullable String scratch,
    Verdict verdict,
    List<DrillFinding> findings,
    @Nullable Timings timings,
    @Nullable Duration dataAge,
    Objectives objectives,
    boolean control,
    List<String> remarks,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Rehearsal rehearsal) {

  public DrillReport {
    findings = List.copyOf(findings);
    remarks = List.copyOf(remarks);
  }

  /** Whether the backup is proved: everything but a rehearsal of migrations on it is good. */
  public boolean proves() {
    return backup != null && (verdict == Verdict.PASS || isSpoiltByItsRehearsal());
  }

  /**
   * Whether the backup itself was found to be not good, whatever a drill before has proved. One
   * that could not find out says nothing of it.
   */
  public boolean disproves() {
    return backup != null
        && findings.stream()
            .filter(finding -> finding.verdict() == Verdict.FAIL)
            .map(DrillFinding::reason)
            .anyMatch(reason -> reason != null && reason.isOfTheBackup());
  }

  private boolean isSpoiltByItsRehearsal() {
    List<DrillFinding> others =
        findings.stream().filter(finding -> finding.reason() != DrillReason.REHEARSAL).toList();
    return others.size() < findings.size() && DrillDecider.together(others) == Verdict.PASS;
  }

  /**
   * How long the parts took.
   *
   * @param fetch waiting for the store
   * @param restore decrypting, unpacking and loading, beside the fetch
   * @param check every check
   * @param bytes that the store gave
   */
  public record Timings(Duration fetch, Duration restore, Duration check, long bytes) {

    /** Until the data is back and checked (RTA). */
    public Duration recovery() {
      return fetch.plus(restore).plus(check);
    }
  }
}

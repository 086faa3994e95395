package dev.windlass.workflows.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.windlass.workflows.analysis.Alarm;
import dev.windlass.workflows.analysis.AnalysisReport;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.maintenance.MaintenanceState;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.traffic.Split;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a run: what the query answers, what the ledger keeps at the end, what CLI and
 * console show.
 *
 * @param number 0 until the run was given one
 * @param release id of the release that goes live; empty until there is one
 * @param former id of the release that was live before, or null
 * @param outcome null while it runs
 * @param reason of the phase or the outcome, or null
 * @param until the absolute time at which the present wait ends by itself, or null
 * @param weight step of the ramp: its split, or null outside one
 * @param analysis the last window's report, or null
 * @param can what a person can say now
 * @param problems of a refused run
 * @param maintenance that this run has put on and not taken off, or null
 * @param alarms of a watch that takes nothing back, also those that are over; null where none was
 * @param backups of Windlass's own that were secured before anything changed; null where none were
 * @param schema what the pending migrations would do, with the rollback verdict; null where nothing
 *     was read
 */
public record DeploymentStatus(
    String deployment,
    long number,
    PlanKind kind,
    String application,
    String environment,
    String release,
    String revision,
    @Nullable String former,
    String strategy,
    String planHash,
    String startedBy,
    Instant startedAt,
    Phase phase,
    Instant since,
    @Nullable Outcome outcome,
    @Nullable Reason reason,
    @Nullable Instant until,
    boolean paused,
    @Nullable Split weight,
    List<HostStatus> hosts,
    List<GateStatus> gates,
    @Nullable AnalysisReport analysis,
    List<Verb> can,
    List<Problem> problems,
    List<TimelineEntry> timeline,
    @Nullable MaintenanceState maintenance,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Alarm> alarms,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<SecuredBackup> backups,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Reading schema) {

  public DeploymentStatus {
    hosts = List.copyOf(hosts);
    gates = List.copyOf(gates);
    can = List.copyOf(can);
    problems = List.copyOf(problems);
    timeline = List.copyOf(timeline);
    alarms = alarms == null ? null : List.copyOf(alarms);
    backups = backups == null ? null : List.copyOf(backups);
  }

  /**
   * @param step last step that began on the host, or empty
   * @param detail of a failure, or null
   */
  public record HostStatus(String host, State state, String step, @Nullable String detail) {}

  public enum State {
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("prepared")
    PREPARED,
    @JsonProperty("live")
    LIVE,
    @JsonProperty("undone")
    UNDONE,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("unknown")
    UNKNOWN
  }

  /**
   * @param answer null while it waits
   * @param evidence number of what has been seen so far; an approval of less does not count
   * @param deadline absolute, or null
   */
  public record GateStatus(
      String gate,
      int needs,
      List<String> approvedBy,
      @Nullable Answer answer,
      int evidence,
      @Nullable Instant deadline) {
    public GateStatus {
      approvedBy = List.copyOf(approvedBy);
    }
  }

  public enum Answer {
    @JsonProperty("approved")
    APPROVED,
    @JsonProperty("rejected")
    REJECTED,
    @JsonProperty("expired")
    EXPIRED
  }
}

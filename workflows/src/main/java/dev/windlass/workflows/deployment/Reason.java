package dev.windlass.workflows.deployment;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Why a phase or an outcome is what it is: data; {@link #sentence()} is the one place that makes
 * words of it.
 *
 * @param subject a host, a gate, a check or a step, by the code
 * @param detail measurements, the last line of a command; redacted
 */
public record Reason(Code code, @Nullable String subject, @Nullable String detail) {

  /** What kind of reason. Wire names are stored: never renamed. */
  public enum Code {
    @JsonProperty("preflight")
    PREFLIGHT,
    @JsonProperty("gateRejected")
    GATE_REJECTED,
    @JsonProperty("gateDeadline")
    GATE_DEADLINE,
    @JsonProperty("stepFailed")
    STEP_FAILED,
    @JsonProperty("stepUnknown")
    STEP_UNKNOWN,
    @JsonProperty("migrationRefused")
    MIGRATION_REFUSED,
    @JsonProperty("migrationFailed")
    MIGRATION_FAILED,
    @JsonProperty("migrationUnknown")
    MIGRATION_UNKNOWN,
    @JsonProperty("proofFailed")
    PROOF_FAILED,
    @JsonProperty("checkFailed")
    CHECK_FAILED,
    @JsonProperty("checkInconclusive")
    CHECK_INCONCLUSIVE,
    @JsonProperty("trafficRefused")
    TRAFFIC_REFUSED,
    @JsonProperty("abortedBy")
    ABORTED_BY,
    @JsonProperty("cancelled")
    CANCELLED,
    @JsonProperty("undoIncomplete")
    UNDO_INCOMPLETE,
    @JsonProperty("closedBy")
    CLOSED_BY,
    @JsonProperty("undoneBy")
    UNDONE_BY
  }

  /** For people: short, true. */
  public String sentence() {
    String what = subject == null ? "" : subject;
    String head =
        switch (code) {
          case PREFLIGHT -> "preflight found problems";
          case GATE_REJECTED -> "gate " + what + " was rejected";
          case GATE_DEADLINE -> "gate " + what + " got no answer in time";
          case STEP_FAILED -> what + " failed";
          case STEP_UNKNOWN -> what + " may or may not have run";
          case MIGRATION_REFUSED -> "the pending migrations may not run";
          case MIGRATION_FAILED -> "migration failed";
          case MIGRATION_UNKNOWN -> "migration was interrupted and cannot be known to be undone";
          case PROOF_FAILED -> what + " does not run the new code";
          case CHECK_FAILED -> "check " + what + " failed";
          case CHECK_INCONCLUSIVE -> "check " + what + " was inconclusive";
          case TRAFFIC_REFUSED -> "the balancer refused";
          case ABORTED_BY -> "aborted by " + what;
          case CANCELLED -> "cancelled in Temporal";
          case UNDO_INCOMPLETE -> "undo is incomplete";
          case CLOSED_BY -> "closed by " + what;
          case UNDONE_BY -> "taken back by " + what;
        };
    return detail == null || detail.isEmpty() ? head : head + ": " + detail;
  }
}

package dev.windlass.workflows.ramp;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.analysis.AnalysisReport;
import dev.windlass.workflows.analysis.Check;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.plan.DeploymentPlan;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Raises exposure step by step, by absolute deadlines. The parent owns undo and gates: this child
 * shifts, joins hosts, analyses, and tells. It ends when the last step is through, or with the
 * first thing that speaks against going on.
 */
@WorkflowInterface
public interface RampWorkflow {

  /** How often publishing runs on a host whose outcome is not known. */
  int MOST_REPEATS = 3;

  /** Where people look and signal instead of here; Markdown. */
  static String signpost(String parent) {
    return RampPicture.signpost(parent);
  }

  @WorkflowMethod(name = "Ramp")
  RampResult run(RampRequest request);

  @SignalMethod(name = "pauseRamp", description = "From the deployment: signal pause there.")
  void pause();

  @SignalMethod(name = "resumeRamp", description = "From the deployment: signal resume there.")
  void resume();

  /** Skips the rest of the present step's bake. */
  @SignalMethod(name = "promoteRamp", description = "From the deployment: signal promote there.")
  void promote();

  /** Measures the step once more, after the evidence was neither good nor bad. */
  @SignalMethod(name = "retryRamp", description = "From the deployment: signal retry there.")
  void retry();

  /** The gate that the ramp waits for is open. */
  @SignalMethod(name = "gateOpened", description = "From the deployment: signal approve there.")
  void gateOpened(String gate);

  @QueryMethod(name = "progress")
  @Nullable RampProgress progress();

  /**
   * @param from index of the step to begin with; above 0 after continue-as-new
   * @param parent workflow id that is told
   * @param empty names of web hosts without a live release: they carry no traffic before they join
   * @param deadline of the bake that goes on after continue-as-new, or null to begin the step
   * @param closed true: visitors are turned away, so nothing is asked from outside
   */
  record RampRequest(
      Change change,
      DeploymentPlan plan,
      int from,
      String parent,
      List<String> empty,
      @Nullable Instant deadline,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean closed) {
    public RampRequest {
      empty = List.copyOf(empty);
    }

    /** The plan's checks that can be asked. */
    List<Check> checks() {
      boolean all = !Boolean.TRUE.equals(closed);
      return plan.checks().stream().filter(check -> all || !check.asksOutside()).toList();
    }
  }

  /**
   * @param failed rows of hosts that could not join; empty when that is not the reason
   * @param analysis the verdict that ended it, or the last one
   * @param refusal what the balancer said, or null
   */
  record RampResult(
      Ended ended,
      List<HostRow> failed,
      @Nullable AnalysisReport analysis,
      @Nullable String refusal) {
    public RampResult {
      failed = List.copyOf(failed);
    }
  }

  enum Ended {
    COMPLETED,
    HOST_FAILED,
    CHECK_FAILED,
    TRAFFIC_REFUSED
  }
}

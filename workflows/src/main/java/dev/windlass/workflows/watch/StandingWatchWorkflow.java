package dev.windlass.workflows.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.windlass.workflows.analysis.Alarm;
import dev.windlass.workflows.analysis.Alarms;
import dev.windlass.workflows.analysis.AnalysisReport;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.plan.DeploymentPlan;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checks of an environment between its deployments. Runs under {@code
 * environment/<application>/<environment>}, above the changes and never under their lock; changes
 * nothing. Each deployment or rollback that succeeds with a standing watch renews it; one that
 * succeeds without ends it.
 */
@WorkflowInterface
public interface StandingWatchWorkflow {

  @WorkflowMethod(name = "StandingWatch")
  void run(WatchRequest request);

  @SignalMethod(name = "renew", description = "From a change; not for people.")
  void renew(WatchRequest request);

  @SignalMethod(
      name = "end",
      description = "End it until the next deployment begins it anew: \"who\" or empty.")
  void end(@Nullable String by);

  @QueryMethod(name = "status", description = "What is watched, how it stands, every alarm.")
  WatchStatus status();

  /**
   * @param change the one that handed it over
   * @param plan with a standing watch; see {@link DeploymentPlan#watched()}
   * @param alarms known already; null where nothing is
   * @param why it is silent already, or null where it is not
   */
  record WatchRequest(
      Change change,
      DeploymentPlan plan,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Alarms alarms,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String why) {
    /** What a change hands over, which knows of no alarm. */
    public WatchRequest(Change change, DeploymentPlan plan) {
      this(change, plan, null, null);
    }
  }

  /** How it stands. */
  enum Phase {
    @JsonProperty("watching")
    WATCHING,
    @JsonProperty("alarm")
    ALARM,
    /** It measures nothing and says nothing: a change is under way, or a maintenance is on. */
    @JsonProperty("silent")
    SILENT
  }

  /**
   * @param number of the deployment that handed it over
   * @param since when this phase began
   * @param why it is silent, or null
   * @param alarms open ones; of a silent watch those that it knew before
   * @param last what the last window said, or null
   */
  record WatchStatus(
      String application,
      String environment,
      String release,
      long number,
      Duration every,
      List<String> checks,
      Phase phase,
      Instant since,
      @Nullable String why,
      List<Alarm> alarms,
      @Nullable AnalysisReport last) {
    public WatchStatus {
      checks = List.copyOf(checks);
      alarms = List.copyOf(alarms);
    }
  }
}

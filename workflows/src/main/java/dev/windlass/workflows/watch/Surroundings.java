package dev.windlass.workflows.watch;

import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.fleet.FleetCalls;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.StandingWatch;
import dev.windlass.workflows.traffic.TrafficActivities.TrafficState;
import dev.windlass.workflows.traffic.TrafficCalls;
import dev.windlass.workflows.watch.StandingWatchWorkflow.WatchRequest;
import dev.windlass.workflows.watch.WatchActivities.Changes;
import dev.windlass.workflows.watch.WatchActivities.LookAtChanges;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What goes on around a standing watch. Looked at anew each time, because changes are terminated
 * and doors are closed without anybody telling; who does not answer soon has nothing to say.
 */
final class Surroundings {

  private static final Changes UNKNOWN = new Changes(false, 0);

  private final WatchRequest request;
  private final DeploymentPlan plan;

  Surroundings(WatchRequest request) {
    this.request = request;
    this.plan = request.plan();
  }

  /** Whether a later deployment has succeeded, which would have renewed a watch of its own. */
  boolean areOfALaterRelease(Changes changes) {
    return changes.newest() > request.change().number();
  }

  /** Why nothing is to be said now; null when there is no reason. */
  @Nullable String hush(Changes changes) {
    if (changes.running()) {
      return "a change is under way";
    }
    return isClosed() ? "maintenance is on" : null;
  }

  Changes changes() {
    WatchActivities central =
        Workflow.newActivityStub(
            WatchActivities.class, ActivityPolicies.centralSoon("look at changes"));
    LookAtChanges question = new LookAtChanges(plan.application(), plan.environment());
    return orElse(UNKNOWN, () -> central.look(question));
  }

  private boolean isClosed() {
    StandingWatch standing = plan.standingWatch();
    boolean onHosts =
        FleetCalls.looking(plan, request.change())
            .look(plan.releaseHosts(), standing == null ? null : standing.seen())
            .stream()
            .anyMatch(row -> row.facts() != null && row.facts().closed() != null);
    if (onHosts) {
      return true;
    }
    TrafficState none = new TrafficState(List.of());
    return orElse(none, () -> new TrafficCalls(plan).readSoon()).states().stream()
        .anyMatch(state -> state.closed() != null);
  }

  private static <T> T orElse(T unknown, Supplier<T> question) {
    try {
      return question.get();
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure) {
        throw failure;
      }
      Workflow.getLogger(Surroundings.class).warn("not known now: {}", Words.of(failure));
      return unknown;
    }
  }
}

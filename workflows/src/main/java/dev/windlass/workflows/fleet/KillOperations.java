package dev.windlass.workflows.fleet;

import dev.windlass.workflows.plan.Layout;
import java.time.Duration;
import java.util.List;

/**
 * @param steps every (step, attempt group) of the deployment that may run or may still come late
 */
public record KillOperations(Change change, HostGroup group, Layout layout, List<Step> steps) {

  public KillOperations {
    steps = List.copyOf(steps);
  }

  /** Longest time on one host: a TERM that is ignored, a KILL, a reconnection. */
  public static final Duration LIMIT = Duration.ofMinutes(1);

  public record Step(String step, int attemptGroup) {}
}

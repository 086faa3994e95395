package dev.windlass.workflows.ramp;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a ramp.
 *
 * @param weight share of traffic at the canary, 1 to 100, above the step before
 * @param bake how long it is watched
 * @param gate name of a gate after the bake, or null
 * @param join names of the hosts that get the release before this weight is set, so that none
 *     carries more than its share allows
 */
public record RampStep(int weight, Duration bake, @Nullable String gate, List<String> join) {

  public RampStep {
    join = List.copyOf(join);
  }
}

package dev.windlass.workflows.deployment;

import dev.windlass.workflows.ramp.RampProgress;
import dev.windlass.workflows.ramp.RampProgress.Event;
import dev.windlass.workflows.ramp.RampStep;
import dev.windlass.workflows.ramp.RampWorkflow.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a ramp may have brought its hosts: those are taken back, the others were not touched. The
 * ramp tells what it has done, not what it begins; where the next step's hosts may have begun to
 * join without our knowing, they count as reached.
 */
final class RampReach {

  /** Clocks of an engine's machines differ by less. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  private final List<RampStep> steps;
  private int certain;
  private int begun;
  private @Nullable RampProgress baking;
  private @Nullable String opened;

  RampReach(List<RampStep> steps) {
    this.steps = List.copyOf(steps);
  }

  /** Names of the hosts that may have begun to join. */
  List<String> hosts() {
    return steps.subList(0, Math.min(begun, steps.size())).stream()
        .map(RampStep::join)
        .flatMap(List::stream)
        .toList();
  }

  /** The ramp is about to start: the first step may begin. */
  void starts() {
    begun = 1;
  }

  void told(RampProgress progress) {
    certain = Math.max(certain, progress.step() + 1);
    begun = Math.max(begun, progress.event() == Event.JOINED ? certain : certain + 1);
    if (progress.event() == Event.SHIFTED) {
      baking = progress;
    }
  }

  /** Somebody skipped a bake: its deadline says nothing any more. */
  void hurried() {
    baking = null;
  }

  /** The ramp is being told that this gate is open. */
  void opened(String gate) {
    opened = gate;
  }

  /** The ramp ended by itself; only a host that could not join ends it while hosts join. */
  void ended(Ended how) {
    if (how != Ended.HOST_FAILED) {
      begun = certain;
    }
  }

  /** The ramp was stopped from outside and is over. */
  void stopped(Instant now) {
    RampProgress last = baking;
    if (last == null || last.step() + 1 != certain) {
      return;
    }
    String gate = steps.get(last.step()).gate();
    boolean bakes = last.until() != null && now.plus(SKEW).isBefore(last.until());
    if (bakes || (gate != null && !gate.equals(opened))) {
      begun = certain;
    }
  }
}

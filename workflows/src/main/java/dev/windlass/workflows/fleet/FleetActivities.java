package dev.windlass.workflows.fleet;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * What is done on hosts. Each call drives one group at once, returns one row per host and never
 * throws for a host. A call that the engine repeats attaches to what already runs.
 */
@ActivityInterface
public interface FleetActivities {

  /** Looks, changes nothing outside {@code .windlass/}: facts and problems of each host. */
  @ActivityMethod(name = "InspectHosts")
  GroupReport inspect(InspectHosts request);

  /** Brings the artifact to {@code .windlass/artifacts/<digest>}; nothing to do where it is. */
  @ActivityMethod(name = "ShipArtifact")
  GroupReport ship(ShipArtifact request);

  /** Runs one remote job per host, or attaches to it. */
  @ActivityMethod(name = "RunHostJob")
  GroupReport run(RunHostJob request);

  /** Asks each web host which code answers, until it is the new one or the time is up. */
  @ActivityMethod(name = "ProveRelease")
  GroupReport prove(ProveRelease request);

  /**
   * Raises each host's fence to the change's number and ends every job of a lower one that still
   * runs.
   */
  @ActivityMethod(name = "EndOlderJobs")
  GroupReport endOlder(EndOlderJobs request);

  /** Removes what ended jobs of lower numbers left on each host; those that run stay. */
  @ActivityMethod(name = "PruneJobs")
  GroupReport pruneJobs(PruneJobs request);

  /** Lays tombstones for operations and kills what still runs of them; proves the end. */
  @ActivityMethod(name = "KillOperations")
  GroupReport kill(KillOperations request);
}

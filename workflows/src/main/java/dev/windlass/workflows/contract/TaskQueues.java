package dev.windlass.workflows.contract;

import org.jspecify.annotations.Nullable;

/** Task queues. Workflows and central activities share one; each network zone has its own. */
public final class TaskQueues {

  public static final String CENTRAL = "windlass";

  private TaskQueues() {}

  /** The queue whose workers reach the hosts of a zone; null is the central one. */
  public static String ofZone(@Nullable String zone) {
    return zone == null ? CENTRAL : CENTRAL + "-" + zone;
  }
}

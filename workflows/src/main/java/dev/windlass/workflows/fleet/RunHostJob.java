package dev.windlass.workflows.fleet;

import dev.windlass.workflows.plan.Layout;

/**
 * @param attemptGroup raised by a person's retry; an engine's retry keeps it and attaches
 */
public record RunHostJob(
    Change change, HostGroup group, Layout layout, HostJob job, int attemptGroup) {

  /** The operation id of the job on a host: what it is started at most once for. */
  public String operation(String host) {
    return operation(change.deployment(), job.step(), host, attemptGroup);
  }

  public static String operation(String deployment, String step, String host, int attemptGroup) {
    return deployment + "/" + step + "/" + host + "/" + attemptGroup;
  }
}

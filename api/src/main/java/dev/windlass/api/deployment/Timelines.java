package dev.windlass.api.deployment;

import dev.windlass.workflows.deployment.DeploymentStatus;
import java.util.List;

/** A status and its timeline go separate ways in a stream. */
final class Timelines {

  private Timelines() {}

  static DeploymentStatus without(DeploymentStatus status) {
    return new DeploymentStatus(
        status.deployment(),
        status.number(),
        status.kind(),
        status.application(),
        status.environment(),
        status.release(),
        status.revision(),
        status.former(),
        status.strategy(),
        status.planHash(),
        status.startedBy(),
        status.startedAt(),
        status.phase(),
        status.since(),
        status.outcome(),
        status.reason(),
        status.until(),
        status.paused(),
        status.weight(),
        status.hosts(),
        status.gates(),
        status.analysis(),
        status.can(),
        status.problems(),
        List.of(),
        status.maintenance(),
        status.alarms(),
        status.backups(),
        status.schema());
  }
}

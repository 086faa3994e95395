package dev.windlass.workflows.fleet;

import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.ReleaseSource;
import java.time.Duration;

/** The artifact to be on each host of the group, checked by digest there. */
public record ShipArtifact(
    Change change, HostGroup group, Layout layout, ReleaseSource.Artifact artifact) {

  /** Longest time on one host. */
  public static final Duration LIMIT = Duration.ofMinutes(30);
}

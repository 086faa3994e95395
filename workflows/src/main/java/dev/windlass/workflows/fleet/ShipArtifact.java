package dev.windlass.workflows.fleet;

import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.ReleaseSource;

/** The artifact to be on each host of the group, checked by digest there. */
public record ShipArtifact(
    Change change, HostGroup group, Layout layout, ReleaseSource.Artifact artifact) {}

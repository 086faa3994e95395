package dev.windlass.workflows.fleet;

import dev.windlass.workflows.plan.Layout;

/**
 * What ended jobs of earlier changes left is removed.
 *
 * @param change its number: jobs of lower numbers go
 */
public record PruneJobs(Change change, HostGroup group, Layout layout) {}

package dev.windlass.workflows.fleet;

import dev.windlass.workflows.plan.Layout;

/**
 * Jobs that nobody follows any more are ended.
 *
 * @param change its number is the fence; jobs of lower numbers end
 */
public record EndOlderJobs(Change change, HostGroup group, Layout layout) {}

package dev.windlass.api.engine;

/**
 * One run of a change. The workflow id alone names whatever runs under the lock now; only with the
 * run id is it this one.
 */
public record Run(String workflowId, String runId) {}

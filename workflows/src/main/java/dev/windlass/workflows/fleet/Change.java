package dev.windlass.workflows.fleet;

/**
 * Which change an activity works for.
 *
 * @param deployment id, chosen by the caller (the idempotency key)
 * @param number given under the lock; also the fence: it only rises
 * @param release id of the release, {@code yyyyMMdd-number} of a new one
 */
public record Change(
    String deployment,
    long number,
    String application,
    String environment,
    String release,
    String revision) {}

package dev.windlass.api.deployment;

/**
 * A deployment that was started. It has no number yet: the run is given one under the lock.
 *
 * @param id its idempotency key
 */
public record StartedView(
    String id, String application, String environment, String planHash, Links links) {}

package dev.windlass.store.request;

/**
 * What a start asks for.
 *
 * @param deployment id of the deployment: the idempotency key
 */
public record StartRequest(
    String deployment, String application, String environment, String planHash, String operator) {}

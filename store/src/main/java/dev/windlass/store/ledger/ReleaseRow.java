package dev.windlass.store.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A release of one environment.
 *
 * @param number of the deployment that made it
 * @param digest of its artifact, or null when there was none
 * @param good a deployment of it succeeded
 * @param bad must not be a rollback's target
 */
public record ReleaseRow(
    String id, long number, String revision, @Nullable String digest, boolean good, boolean bad) {}

package dev.windlass.store.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Which deployments to list; null means any.
 *
 * @param below only numbers below this one, for the next page
 * @param limit at most so many
 */
public record DeploymentFilter(
    @Nullable String application, @Nullable String environment, @Nullable Long below, int limit) {}

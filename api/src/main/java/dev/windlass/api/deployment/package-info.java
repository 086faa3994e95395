/**
 * The doors to deployments: start, list, look, watch, say something. Start at {@link
 * dev.windlass.api.deployment.Deployments}. The truth about what runs is asked of its workflow,
 * about what ended of the ledger; nothing here writes either.
 */
@NullMarked
package dev.windlass.api.deployment;

import org.jspecify.annotations.NullMarked;
